"""A small guide of its own: two outcomes, one question that only one way asks."""

from typing import Any

from procedures.guides.model import Guide


def option(id: str, next: str, **more: Any) -> dict[str, Any]:
    """An option in data."""
    return {"id": id, "title": {"vi": f"Chọn {id}", "en": f"Choose {id}"}, "next": next, **more}


def asked(id: str, *options: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A question in data."""
    text = {"vi": f"Hỏi {id}?", "en": f"Ask {id}?"}
    return {"id": id, "text": text, "short": {"vi": f"về {id}", "en": id}, "options": list(options), **more}


def data() -> dict[str, Any]:
    """kind → (boat: length →) way → end."""
    age = asked(
        "age", option("young", "kind", under=18, facts={"age": 17}), option("old", "kind", **{"from": 18}), reads="age"
    )
    kind = asked(
        "kind",
        option("boat", "length", facts={"groups": ["student"]}),
        option("raft", "way", facts={"groups": ["poor"]}),
    )
    length = asked("length", option("short", "way"), option("long", "long_boat"))
    way = asked(
        "way",
        option("online", "end", facts={"channel": "online"}),
        option("counter", "end", facts={"channel": "counter"}),
    )
    ends = [
        {"id": id, "title": {"vi": "Xong", "en": "Done"}, "procedure": "record", "text": {"vi": "Làm.", "en": "Do it."}}
        for id in ("end", "long_boat")
    ]
    return {
        "title": {"vi": "Thuyền của tôi", "en": "My boat"},
        "names": {"vi": ["thuyền của tôi loại nào"], "en": ["which boat is mine"]},
        "questions": [age, kind, length, way],
        "outcomes": ends,
    }


def sample() -> Guide:
    """The guide."""
    return Guide.model_validate(data())
