"""What a draft says, in words for people who never saw its form: fields, rows, conditions."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.web.editing.shape import Field, fields_of, model_of
from procedures.answers.fee import dong
from procedures.calendar import written
from procedures.text.provinces import PROVINCES
from procedures.words import load, say

ANYBODY = ("for_whom", "occasion", "channel")


def word(lang: str, key: str, **values: object) -> str:
    """Words of the editors' desk."""
    return say(f"editing.{key}", lang, **values)


def part_name(part: str, lang: str) -> str:
    """What a part is called."""
    return word(lang, f"part.{'guide.options' if part.endswith('.options') else part}")


def label(part: str, name: str, lang: str) -> str:
    """What a field is called, in this part where it has a name of its own there."""
    part = "guide.options" if part.endswith(".options") else part
    own = f"editing.field.{part}.{name}"
    return say(own, lang) if own in load(lang) else word(lang, f"field.{name}")


def choice(part: str, name: str, value: str, lang: str) -> str:
    """What a value of a choice is called."""
    if name == "province":
        return PROVINCES.get(value, value)
    own = f"editing.choice.{part}.{name}.{value}"
    if own in load(lang):
        return say(own, lang)
    shared = f"editing.choice.{name}.{value}"
    if shared in load(lang):
        return say(shared, lang)
    facts = f"facts.{'group' if name == 'groups' else name}.{value}"
    return say(facts, lang) if facts in load(lang) else value


def condition(when: Mapping[str, Any], lang: str) -> str:
    """A condition as one phrase: «nộp trực tuyến; từ 60 tuổi»."""
    said = [choice("", name, str(when[name]), lang) for name in ANYBODY if when.get(name)]
    if when.get("age_from") is not None:
        said.append(word(lang, "when.age_from", number=when["age_from"]))
    if when.get("age_under") is not None:
        said.append(word(lang, "when.age_under", number=when["age_under"]))
    if when.get("age") is not None:
        said.append(say("facts.age", lang, number=when["age"]))
    if groups := when.get("groups"):
        named = [choice("", "groups", group, lang) for group in groups]
        said.append(word(lang, "when.or").join(named))
    if when.get("level") is not None:
        said.append(say("facts.level", lang, number=when["level"]))
    if when.get("province"):
        said.append(say("facts.province", lang, name=PROVINCES.get(when["province"], when["province"])))
    if when.get("more"):
        said.append(word(lang, "when.more"))
    return "; ".join(said)


def value(part: str, field: Field, given: Any, lang: str) -> str:
    """A value in words; empty where there is none."""
    if given in (None, "", [], {}):
        return ""
    if field.kind == "words" and isinstance(given, Mapping):
        return " / ".join(str(text) for text in (given.get("vi"), given.get("en")) if text)
    if field.kind == "phrases" and isinstance(given, Mapping):
        return "; ".join([*given.get("vi", ()), *given.get("en", ())])
    if field.kind == "facts" and isinstance(given, Mapping):
        return condition(given, lang)
    if field.kind in ("lines", "choices"):
        return "; ".join(str(each) for each in given)
    if field.kind == "flag":
        return word(lang, "yes" if given else "no")
    if field.kind == "choice":
        return choice(part, field.name, str(given), lang)
    if field.kind == "day":
        return day(given)
    if field.name == "amount" and isinstance(given, int):
        return dong(given, lang)
    return str(given)


def day(given: object) -> str:
    """A date as people write it; what is no date stays as it was typed."""
    try:
        return written(date.fromisoformat(str(given)))
    except ValueError:
        return str(given)


def details(part: str, row: Mapping[str, Any], lang: str, register: str | None = None) -> list[tuple[str, str]]:
    """Every field of a row that says something: its name and its words."""
    fields = fields_of(part, register, is_new=part == "general")
    said = [(label(part, each.name, lang), value(part, each, row.get(each.name), lang)) for each in fields]
    return [(name, text) for name, text in said if text]


def title(part: str, row: Mapping[str, Any], lang: str) -> str:
    """One line for a row."""
    for name in ("text", "title", "names", "vi", "code", "key", "id"):
        given = row.get(name)
        text = (given.get(lang) or given.get("vi")) if isinstance(given, Mapping) else given
        if isinstance(text, str) and text:
            return text
    return word(lang, "row.empty")


def beside(part: str, row: Mapping[str, Any], lang: str, register: str | None = None) -> Sequence[str]:
    """What stands under that line: the condition, the days, the amount."""
    said = []
    if isinstance(row.get("amount"), int) and not isinstance(row.get("amount"), bool):
        said.append(dong(row["amount"], lang))
    if row.get("when"):
        said.append(word(lang, "row.when", condition=condition(row["when"], lang)))
    elif isinstance(row.get("condition"), Mapping) and row["condition"].get("vi"):
        said.append(word(lang, "row.when", condition=row["condition"].get(lang) or row["condition"]["vi"]))
    if row.get("from") and not part.endswith(".options"):
        said.append(word(lang, "row.from", day=day(row["from"])))
    if row.get("to"):
        said.append(word(lang, "row.to", day=day(row["to"])))
    if row.get("certain") is False:
        said.append(word(lang, "row.uncertain"))
    if row.get("old"):
        said.append(word(lang, "row.old_code"))
    return said


def exists(part: str, register: str | None = None) -> bool:
    """Whether there is such a part."""
    return model_of(part, register) is not None
