"""The pages without scripts: what a reader finds, and where it leads."""

import html
import json
import re
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest

from mapapp import create_app
from mapapp.models import (
    LANGUAGES,
    Article,
    Claim,
    Extraction,
    Mention,
    PlaceId,
    Quote,
)
from mapapp.pipeline import open_store
from mapapp.telling import Telling
from mapapp.words import Words


class Elements(HTMLParser):
    """All elements of a page, as (tag, attributes)."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def of(self, tag, **wanted):
        return [
            a for t, a in self.found if t == tag and all(a.get(k) == v for k, v in wanted.items())
        ]

    @property
    def ids(self):
        return [attributes["id"] for _, attributes in self.found if "id" in attributes]


def page(client, path, **query):
    response = client.get(path, query_string=query)
    assert response.status_code == 200, response.text
    return response.text


def article_ids(client):
    return [a["id"] for a in client.get("/api/v1/articles").get_json(force=True)["articles"]]


def test_the_map_tells_shares_by_ground_and_by_number_without_scripts(client):
    day = {"from": "2016-12-03", "to": "2016-12-03", "area": "east-aleppo"}
    counts = client.get("/api/v1/shares", query_string=day).get_json()["days"][0]["by_number"]
    total = sum(counts.values())
    for lang, words in (("fr", "{} sur {}"), ("en", "{} of {}"), ("ar", "{} من {}")):
        text = page(client, "/", date="2016-12-03", lang=lang)
        shares = re.search(r'data-part="share-list">(.*?)</ul>', text, re.DOTALL)[1]
        told = re.findall(r"<small>(.*?)</small>", shares)
        assert told == [words.format(count, total) for count in counts.values() if count]


def test_the_map_opens_on_the_theatres_day_in_french(client, theatre):
    text = page(client, "/")
    assert '<html lang="fr" dir="ltr">' in text
    assert f'value="{theatre.opening}"' in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", ["/", "/place/shaar", "/place/east-aleppo", "/method", "/data"])
def test_each_page_speaks_each_language(client, path, lang):
    text = page(client, path, lang=lang)
    direction = "rtl" if lang == "ar" else "ltr"
    assert f'<html lang="{lang}" dir="{direction}">' in text
    elements = Elements(text)
    assert len(elements.ids) == len(set(elements.ids))
    assert len(elements.of("h1")) == 1
    assert len(elements.of("main")) == 1
    for other in LANGUAGES:
        assert elements.of("link", rel="alternate", hreflang=other)
    [canonical] = elements.of("link", rel="canonical")
    assert f"{path}?" in canonical["href"]
    assert canonical["href"].endswith(f"lang={lang}")
    assert elements.of("meta", property="og:title")[0]["content"]
    assert elements.of("link", rel="alternate", type="application/atom+xml")


def test_links_keep_the_language_that_was_chosen(client):
    links = [a["href"] for a in Elements(page(client, "/place/shaar", lang="ar")).of("a")]
    inside = [href for href in links if href.startswith("/") and "lang=" not in href]
    assert inside == []


def test_the_map_without_scripts_draws_each_place_and_lists_it(client, theatre):
    elements = Elements(page(client, "/", date="2016-12-06"))
    grounded = {place.id for place in theatre.places.values() if not place.is_group}
    drawn = {a["data-place"]: a for a in elements.of("path") if "data-place" in a}
    assert set(drawn) == grounded
    assert drawn["qadi-askar"]["fill"] == "url(#day-government)"
    assert "place--government" in drawn["qadi-askar"]["class"]
    assert all(a["id"] == f"place-{place}" for place, a in drawn.items())
    assert {urlsplit(a["href"]).path for a in elements.of("a")} >= {f"/place/{p}" for p in grounded}


def test_the_drawing_has_no_styles_that_the_policy_forbids(client):
    text = page(client, "/")
    assert not Elements(text).of("style")
    assert all("style" not in attributes for _, attributes in Elements(text).found)
    assert all(
        "src" in a or a.get("type") in {"application/json", "application/ld+json"}
        for a in Elements(text).of("script")
    )


def test_the_page_hands_its_scripts_what_they_read(client, theatre):
    text = page(client, "/", date="2016-12-06", place="shaar", known="2016-12-07")
    data = json.loads(re.search(r'id="page-data">(.*?)</script>', text, re.DOTALL)[1])
    assert data["state"] == {
        "date": "2016-12-06",
        "known": "2016-12-07",
        "place": "shaar",
        "compare": None,
        "lang": "fr",
    }
    assert {force["id"] for force in data["forces"]} == set(theatre.forces)
    assert data["denominator"] == list(theatre.denominator)
    assert data["messages"]["play"]
    assert data["urls"]["place"] == "/place/{id}"
    for name in ("timeline", "places", "claims", "ground"):
        assert client.get(data["urls"][name]).status_code == 200
    assert data["grounds"] == []


def test_a_place_quotes_every_sentence_about_it_and_links_to_its_article(client):
    text = page(client, "/place/shaar")
    elements = Elements(text)
    claims = client.get("/api/v1/claims?place=shaar").get_json(force=True)["claims"]
    quoted = {claim["id"] for claim in claims} & set(elements.ids)
    sentences = {c["id"]: (c["article"]["id"], c["quote"]["start"]) for c in claims}
    assert {sentences[claim] for claim in quoted} == set(sentences.values())
    linked = [a["href"].partition("#claim-")[2] for a in elements.of("a")]
    assert {sentences[claim] for claim in linked if claim} == set(sentences.values())


def test_a_place_as_known_earlier_quotes_nothing_later(client):
    text = page(client, "/place/qadi-askar", known="2016-11-30")
    claims = client.get("/api/v1/claims?place=qadi-askar").get_json(force=True)["claims"]
    published = {claim["id"]: claim["article"]["published"] for claim in claims}
    quoted = set(published) & set(Elements(text).ids)
    assert quoted
    assert max(published[claim] for claim in quoted) <= "2016-11-30"


def test_links_within_and_between_places_and_articles_lead_somewhere(client):
    """Every anchor that an article or a place points to exists on the page it points to."""
    pages = {f"/article/{article}" for article in article_ids(client)[:25]} | {
        "/place/shaar",
        "/place/masaken-hanano",
        "/place/east-aleppo",
    }
    texts = {path: Elements(page(client, path)) for path in pages}
    for path, elements in list(texts.items()):
        for attributes in elements.of("a"):
            target = urlsplit(attributes["href"])
            if not target.fragment or target.netloc:
                continue
            where = target.path or path
            if where not in texts:
                texts[where] = Elements(page(client, where))
            assert target.fragment in texts[where].ids, (path, attributes["href"])


def test_an_article_lights_up_what_was_read_from_it(client):
    for article in article_ids(client):
        told = client.get(f"/api/v1/articles/{article}").get_json(force=True)
        elements = Elements(page(client, f"/article/{article}"))
        for claim in told["claims"]:
            assert f"claim-{claim['id']}" in elements.ids
            assert f"s-{claim['id']}" in elements.ids
            lit = [a["class"] for a in elements.of("mark")]
            assert any(f"lit--{claim['polarity']}" in classes for classes in lit)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_article_explains_each_reading_as_the_command_does(client, config, theatre, lang):
    store, telling = open_store(config), Telling(Words(lang), theatre)
    for article in article_ids(client)[::20]:
        text = page(client, f"/article/{article}", lang=lang)
        section = text.partition('id="reading"')[2]
        elements = Elements(section)
        read = store.extraction(article)
        assert len(elements.of("details")) == len(read.traces)
        for claim in read.claims:
            assert f'<code dir="ltr">{claim.rule}</code>' in section
            assert elements.of("a", href=f"#claim-{claim.id}")
        for part in (part for trace in read.traces for part in trace.parts):
            if part.kind == "place" and part.values:
                assert telling.place(part.values[0]) in html.unescape(section)
        assert len(elements.of("dt")) == sum(len(trace.parts) for trace in read.traces)


@pytest.fixture
def added(empty_config):
    """A site with one article of somebody else's."""
    text = "Un préambule.\n\nChaar <b>est</b> tombé & perdu. Une suite qui n'est pas à nous."
    start, end = text.index("Chaar"), text.index(" Une suite")
    quote = Quote(start, end, text[start:end])
    claim = Claim(
        PlaceId("shaar"), "government", "control", quote, event="gain", as_of=date(2016, 12, 6)
    )
    article = Article(
        text, "fr", published=date(2016, 12, 6), title="<script>Titre", publisher="Le Quotidien"
    )
    mention = Mention("Chaar", start, start + 5, PlaceId("shaar"), 1.0)
    open_store(empty_config).add(article, Extraction("fr", (mention,), (claim,)))
    return create_app(empty_config).test_client(), article.id


def test_of_an_added_article_only_the_quoted_sentences_are_shown(added):
    client, article = added
    text = page(client, f"/article/{article}")
    assert "tombé" in text
    assert "préambule" not in text
    assert "qui n'est pas à nous" not in text.replace("&#39;", "'")
    told = client.get(f"/api/v1/articles/{article}").get_json(force=True)
    assert "text" not in told
    assert told["claims"][0]["quote"]["text"].startswith("Chaar")


def test_what_an_article_says_is_text_and_never_markup(added):
    client, article = added
    text = page(client, f"/article/{article}")
    assert "<b>est</b>" not in text
    assert "<script>Titre" not in text
    assert "&lt;b&gt;est&lt;/b&gt;" in text


def test_the_method_shows_published_figures_beside_computed_ones(client):
    text = page(client, "/method", lang="en")
    assert re.search(r"\d+%</td><td>\d+ of \d+", text)
    for rule in range(1, 9):
        assert f'id="rule-{rule}"' in text


def test_every_link_of_the_data_page_answers(client):
    for attributes in Elements(page(client, "/data")).of("a"):
        if attributes["href"].startswith("/"):
            assert client.get(attributes["href"]).status_code == 200, attributes["href"]


def test_the_method_and_an_article_say_what_was_not_yet_known(client):
    early = client.get("/method?lang=en&known=2016-11-30").text
    assert "as it was known on 30 November 2016" in early
    assert "6 December 2016" not in early.split('id="figures"')[1].split("</table>")[0]
    articles = client.get("/api/v1/articles").json["articles"]
    late = next(a["id"] for a in articles if a["published"] == "2016-12-06")
    assert (
        "Published after 30 November"
        in client.get(f"/article/{late}?lang=en&known=2016-11-30").text
    )
    assert "Published after" not in client.get(f"/article/{late}?lang=en&known=2016-12-06").text


def test_a_feed_as_known_on_a_day_has_no_later_change(client):
    items = client.get("/feed.json?lang=en&known=2016-11-30").json["items"]
    assert items
    assert not any("6 December 2016" in item["title"] for item in items)


@pytest.mark.parametrize("path", ["/", "/place/sheikh-saeed", "/method", "/data"])
def test_a_known_date_goes_along_from_page_to_page(client, path):
    text = html.unescape(page(client, path, known="2016-11-30", lang="en"))
    inside = re.findall(r'href="(/(?:place|article|method|data|download|api|\?)[^"]*)"', text)
    drops = [url for url in inside if "known=2016-11-30" not in url]
    # But for the one link that shows everything again, and those to itself in other languages.
    assert len(drops) == 1
    assert len(inside) > 5


def test_a_known_date_that_is_none_is_an_error_whose_page_leads_home(client):
    text = client.get("/place/shaar", query_string={"known": "soon"}).text
    assert "known=soon" not in "".join(re.findall(r'href="/\?[^"]*"', text))
