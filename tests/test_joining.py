"""A file that is joined does what the files did that it was made of."""

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

from mapapp.config import ROOT
from mapapp.joining import Joined

NODE = shutil.which("node") or str(compute_driver_executable()[0])


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")


def run(folder: Path, text: str) -> str:
    (folder / "joined.mjs").write_text(text, encoding="utf-8")
    return subprocess.run(
        [NODE, folder / "joined.mjs"], capture_output=True, text=True, check=True
    ).stdout


def test_names_stay_apart_and_each_module_runs_once(tmp_path):
    write(
        tmp_path,
        one='console.log("one");\nconst SAME = 1;\nexport const told = SAME;\n',
        two='import { told } from "./one.js";\nconst SAME = 2;\n'
        "export function sum() {\n  return told + SAME;\n}\nexport class Kind {}\n",
        app='import { told as first } from "./one.js";\nimport * as two from "./two.js";\n'
        "console.log(first, two.sum(), typeof two.Kind);\n",
    )
    joined = Joined(tmp_path / "app.js")
    assert run(tmp_path, joined.text) == "one\n1 3 function\n"
    assert {path.stem for path in joined.files} == {"app", "one", "two"}


def test_what_a_minifier_exports_in_one_list_is_found(tmp_path):
    write(
        tmp_path,
        small="const a=4,b=2;export{a as answer,b};",
        app='import {\n  answer, b,\n} from "./small.js";\nconsole.log(answer * 10 + b);\n',
    )
    assert run(tmp_path, Joined(tmp_path / "app.js").text) == "42\n"


def test_a_joined_module_exports_what_it_did(tmp_path):
    write(
        tmp_path,
        one="export const a = 1;\n",
        app='import { a } from "./one.js";\nexport const b = a + 1;\n',
    )
    text = Joined(tmp_path / "app.js").text
    assert run(tmp_path, f"{text}console.log(b);\n") == "2\n"
    assert "export const b" in text


@pytest.mark.parametrize(
    "line", ["export default 1;", 'export * from "./x.js";', "export let a = 1;"]
)
def test_syntax_that_is_not_understood_is_a_fault_with_its_line(tmp_path, line):
    write(tmp_path, one=f"{line}\n", app='import { a } from "./one.js";\n')
    with pytest.raises(ValueError, match="cannot be joined"):
        Joined(tmp_path / "app.js")


def test_styles_stand_in_the_order_of_their_imports(tmp_path):
    (tmp_path / "a.css").write_text("a {}\n", encoding="utf-8")
    (tmp_path / "b.css").write_text('@import "a.css";\nb {}\n', encoding="utf-8")
    (tmp_path / "all.css").write_text(
        '@import "a.css";\n@import "b.css";\nc {}\n', encoding="utf-8"
    )
    assert Joined(tmp_path / "all.css").text == "a {}\nb {}\nc {}\n"


@pytest.mark.parametrize("entry", ["app", "embed", "portable", "embed-parent", "worker"])
def test_nothing_is_left_to_import_in_our_own_scripts(entry):
    text = Joined(ROOT / "static" / "js" / f"{entry}.js").text
    assert not [line for line in text.splitlines() if line.startswith("import ")]
