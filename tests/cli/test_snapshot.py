"""``snapshot`` writes a picture: whole or not at all, the same bytes each time."""

import pytest

SIGNS = {
    "svg": b"<svg",
    "png": b"\x89PNG",
    "pdf": b"%PDF",
    "html": b"<!doctype html>",
    "json": b"{",
}


@pytest.mark.parametrize("name", SIGNS)
def test_the_ending_of_the_file_says_which_format(runner, tmp_path, name):
    file = tmp_path / f"day.{name}"
    result = runner(["snapshot", "--date", "2016-12-06", "--size", "320", "-o", str(file)])
    assert result.exit_code == 0, result.output
    assert file.read_bytes().startswith(SIGNS[name])


def test_the_command_and_the_site_draw_the_same_bytes(runner, client, tmp_path):
    file = tmp_path / "day.png"
    runner(
        ["snapshot", "--date", "2016-12-06", "--lang", "ar", "--title", "عنوان", "-o", str(file)]
    )
    wish = {"date": "2016-12-06", "lang": "ar", "title": "عنوان"}
    snapshot = client.post("/snapshots", json=wish).json["id"]
    assert client.get(f"/s/{snapshot}.png").data == file.read_bytes()


BAD = {
    "a date outside the period": (["--date", "1999-01-01"], "day.png"),
    "no day": (["--date", "2016-02-30"], "day.png"),
    "an unknown ending": (["--date", "2016-12-06"], "day.gif"),
    "a folder that is not there": (["--date", "2016-12-06"], "nowhere/day.svg"),
    "a title too long": (["--date", "2016-12-06", "--title", "x" * 10_000], "day.svg"),
}


@pytest.mark.parametrize(("options", "name"), BAD.values(), ids=BAD.keys())
def test_what_cannot_be_drawn_is_told_in_one_line_and_leaves_no_file(
    runner, tmp_path, options, name
):
    result = runner(["snapshot", *options, "-o", str(tmp_path / name)])
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
