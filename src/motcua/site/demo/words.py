"""What people of the demo write and say: reasons, drafts of results, answers of the e-form. Everything is invented."""

from motcua.procedures.versions import Version
from motcua.site.demo.people import Invented, data

SCORES = (5, 5, 4, 5, 5, 4, 5, 3, 5, 4, 5, 5, 2)


def pick(kind: str, number: int) -> str:
    """Return one of the sentences of this kind, always the same for the same dossier."""
    sentences: list[str] = data("words")[kind]
    return sentences[number % len(sentences)]


def answers(version: Version, person: Invented) -> dict[str, object]:
    """Return what the applicant filled in of the e-form: who they are, by the form's own field names."""
    if version.eform is None:
        return {}
    asked: dict[str, str] = version.eform.definition.get("applicant", {})
    told = {
        "full_name": person.full_name,
        "personal_number": person.number,
        "born_on": person.born_on,
        "gender": person.gender,
        "phone": person.phone,
        "address": person.address,
    }
    return {asked[name]: value for name, value in told.items() if asked.get(name)}


def result(version: Version, person: Invented) -> tuple[str, str]:
    """Return title and words of the draft result."""
    named = version.results[0]["name"] if version.results else "Kết quả giải quyết thủ tục hành chính"
    body = (
        f"Xét hồ sơ đề nghị “{version.procedure.name}” của ông/bà {person.full_name}, trú tại {person.address};\n"
        "Căn cứ quy định của pháp luật và kết quả thẩm định hồ sơ,\n"
        "Ủy ban nhân dân xã xác nhận nội dung đề nghị là đúng (văn bản minh họa, không có giá trị sử dụng)."
    )
    return str(named)[:300], body
