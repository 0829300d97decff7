"""What the tests of pages stand on: a strict reader of pages, a counter of queries, an office with people in posts."""

import itertools
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from django.test import Client
from lxml import html as lxml_html

VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạèẻẽéẹìỉĩíịòỏõóọùủũúụỳỷỹýỵầấậềếệồốộừứựờớợ]", re.IGNORECASE)
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}
MOST_BYTES = 50_000


class StrictPage:
    """A page that broke no rule of the house; ask it for text, links and elements."""

    def __init__(self, response: Any, *, most_bytes: int = MOST_BYTES) -> None:
        self.response = response
        self.status = response.status_code
        self.html = response.content.decode("utf-8")
        self.tree = lxml_html.document_fromstring(self.html)
        self.problems = [*self._shell(), *self._unsafe(), *self._forms(), *self._tags()]
        if len(response.content) >= most_bytes:
            self.problems.append(f"{len(response.content)} bytes, at most {most_bytes}")
        assert not self.problems, "\n".join(self.problems)

    @property
    def text(self) -> str:
        """The words of the page, spaces folded."""
        return " ".join(self.tree.text_content().split())

    @property
    def main(self) -> str:
        """The words of the main part, without header and footer."""
        return " ".join(self.tree.find(".//main").text_content().split())

    @property
    def links(self) -> list[str]:
        """Every address that the page leads to."""
        return [link.get("href") for link in self.tree.iter("a") if link.get("href")]

    def select(self, xpath: str) -> list[Any]:
        """Return the elements that an XPath finds."""
        return self.tree.xpath(xpath)

    def _shell(self) -> list[str]:
        found = []
        if not self.html.lstrip().lower().startswith("<!doctype html>"):
            found.append("no doctype")
        if len(self.tree.findall(".//h1")) != 1:
            found.append(f"{len(self.tree.findall('.//h1'))} h1")
        titles = [title.text_content().strip() for title in self.tree.findall("head/title")]
        if len(titles) != 1 or len(titles[0].strip("– ")) < 4 or titles[0].startswith("–"):
            found.append(f"title {titles}")
        if self.tree.get("lang") not in {"vi", "en"}:
            found.append("no lang")
        if len(self.tree.findall(".//main")) != 1:
            found.append("no single main")
        if not VIETNAMESE.search(self.tree.text_content()):
            found.append("no Vietnamese text")
        ids = [element.get("id") for element in self.tree.iter() if isinstance(element.tag, str) and element.get("id")]
        found += [f"id {name} twice" for name in {name for name in ids if ids.count(name) > 1}]
        levels = [int(element.tag[1]) for element in self.tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        found += [f"h{a} then h{b}" for a, b in itertools.pairwise(levels) if b > a + 1]
        if re.search(r"\{%|\{\{|%\}|\}\}", re.sub(r"<script\b.*?</script>", "", self.html, flags=re.DOTALL)):
            found.append("template code on the page")
        return found

    def _unsafe(self) -> list[str]:
        found = []
        for element in self.tree.iter():
            if not isinstance(element.tag, str):
                continue
            if element.tag == "style" or element.get("style") is not None:
                found.append(f"inline style: {element.tag}")
            if element.tag == "script" and not element.get("src") and element.get("type") != "application/json":
                found.append("inline script")
            found += [f"event attribute {name}" for name in element.attrib if re.match(r"on|hx-on", name)]
            address = element.get("src") or element.get("action") or ""
            if re.match(r"https?://|//|javascript:", address):
                found.append(f"from elsewhere: {address}")
            if element.tag == "img" and element.get("alt") is None:
                found.append("img without alt")
        return found

    def _forms(self) -> list[str]:
        found = []
        labelled = {label.get("for") for label in self.tree.iter("label")}
        for field in self.tree.iter("input", "select", "textarea"):
            if field.get("type") in UNLABELLED:
                continue
            inside = any(parent.tag == "label" for parent in field.iterancestors())
            if not (inside or field.get("id") in labelled or field.get("aria-label") or field.get("aria-labelledby")):
                found.append(f"no label: {field.get('name')}")
        for form in self.tree.iter("form"):
            has_token = bool(form.xpath(".//input[@name='csrfmiddlewaretoken']"))
            if (form.get("method") or "get").lower() == "post" and not (
                has_token or form.get("data-preferences") is not None
            ):
                found.append(f"no CSRF token: {form.get('action')}")
        for button in self.tree.iter("button", "a"):
            if not button.text_content().strip() and not button.get("aria-label"):
                found.append(f"nameless {button.tag}")
        known = {element.get("id") for element in self.tree.xpath("//*[@id]")}
        for element in self.tree.xpath("//*[@aria-describedby or @aria-labelledby]"):
            for name in f"{element.get('aria-describedby', '')} {element.get('aria-labelledby', '')}".split():
                if name not in known:
                    found.append(f"points to no id: {name}")
        return found

    def _tags(self) -> list[str]:
        """Return tags that are not closed in their order; lxml mends them silently."""
        stack: list[str] = []
        body = re.sub(r"<!--.*?-->|<script\b.*?</script>", "", self.html, flags=re.DOTALL)
        for closing, name, rest in re.findall(r"<(/?)([a-zA-Z][\w-]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>", body):
            tag = name.lower()
            if closing:
                if not stack or stack.pop() != tag:
                    return [f"</{tag}> closes nothing"]
            elif tag == "form" and "form" in stack:
                return ["a form inside a form"]
            elif tag not in VOID and not rest.endswith("/"):
                stack.append(tag)
        return [f"<{stack[-1]}> is never closed"] if stack else []


@pytest.fixture
def page() -> Callable[..., StrictPage]:
    """Read a response strictly: `page(client.get("/"))`; fails when the page breaks a rule of the house."""
    return StrictPage


@pytest.fixture
def queries(django_assert_num_queries: Any) -> Callable[[int], AbstractContextManager[Any]]:
    """Count queries literally: `with queries(7): client.get("/")`."""
    return django_assert_num_queries


@pytest.fixture
def office(db: None) -> Any:
    """An office as `motcua init` makes it."""
    from motcua.office import offices

    return offices.found(
        "H99.01",
        "Trung tâm Phục vụ hành chính công xã Hoa Sen",
        parent_name="UBND xã Hoa Sen",
        address="Số 1 đường Hùng Vương, xã Hoa Sen",
        phone="0263 3999 001",
        email="ttpvhcc@hoasen.example",
    )


PASSWORD = "mot cau dai de nho 2026"


@pytest.fixture
def employ(office: Any) -> Callable[..., Any]:
    """Employ someone: `employ("reception", "lan", "Nguyễn Thị Lan")` returns the member of staff, in a post."""
    from motcua.office import posts, staff

    def make(kind: str | None, username: str = "", full_name: str = "Nguyễn Thị Lan", *, at: Any = None) -> Any:
        where = at or office
        person = staff.employ(where, username or f"{kind}", full_name, password=PASSWORD)
        if kind:
            post = posts.establish(where, kind, str(posts.PostKind(kind).label))
            posts.assign(person, post, date(2025, 7, 1))
        return person

    return make


@pytest.fixture
def signed_in(employ: Callable[..., Any]) -> Callable[..., Client]:
    """A client signed in to a post: `signed_in("leader").get("/lanh-dao/")`."""

    def make(kind: str | None, username: str = "", **details: Any) -> Client:
        client = Client()
        person = employ(kind, username, **details)
        client.force_login(person.account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return make
