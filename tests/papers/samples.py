"""Small real files made on the spot: no sample is stored in the repository."""

import io
import zipfile

import typst
from PIL import Image, ImageDraw

_SOURCE = """
#set document(title: "Mẫu")
#set text(lang: "vi", size: 12pt)
#set page(paper: "a5")
"""


def a_pdf(*pages: str, place: bool = False) -> bytes:
    """A PDF/A with one page for each text; an empty text makes a blank page."""
    body = "\n#pagebreak()\n".join(f"#text({_quoted(text)})" for text in pages)
    if place:
        body += '\n#link("https://xa.vn/xac-minh/#o-chu-ky", rect(width: 76mm, height: 27mm))'
    made = typst.Compiler((_SOURCE + body).encode()).compile(format="pdf", pdf_standards=["a-2b"])
    assert isinstance(made, bytes)
    return made


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def a_picture(kind: str = "JPEG", *, is_blank: bool = False, size: tuple[int, int] = (1240, 1754)) -> bytes:
    """A scanned-looking page, or a blank sheet with soft shade."""
    picture = Image.linear_gradient("L").resize(size).point(lambda light: 225 + light // 10).convert("RGB")
    if not is_blank:
        pen = ImageDraw.Draw(picture)
        for line in range(12):
            pen.rectangle((150, 200 + line * 60, 900, 216 + line * 60), fill=(30, 30, 40))
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def an_office_file(
    main: str, body: bytes = b"<w:document><w:t>Xin</w:t></w:document>", path: str = "word/document.xml"
) -> bytes:
    """A zip that claims to be of the office family."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        types = f'<Types><Override PartName="/{path}" ContentType="application/{main}"/></Types>'
        packed.writestr("[Content_Types].xml", types)
        packed.writestr(path, body)
    return out.getvalue()


DOCX = "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XLSX = "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
DOCM = "vnd.ms-word.document.macroEnabled.main+xml"
