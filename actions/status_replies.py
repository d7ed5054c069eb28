"""What to say where no status can be shown."""

from collections.abc import Sequence
from datetime import datetime

from actions.offers import hotline, hotline_text, plain
from actions.settings import ActionsSettings
from actions.status_change import seen_on
from actions.status_list import each_of, more
from actions.status_shown import TWO_MEANINGS, name_of
from actions.talk import Talk
from procedures.answers import simple
from procedures.followed import Kept
from procedures.payload import Outcome, Payload, number_buttons
from procedures.words import say


def look_it_up(talk: Talk) -> Payload:
    """No agency is connected: how to look it up oneself (facts § 6)."""
    buttons = [plain(talk, "human")]
    return simple("actions.look_it_up", "answered", "answer", lang=talk.lang, topic="status", buttons=buttons)


def unmatched(talk: Talk) -> Payload:
    """Code and date fit no dossier; says no more than that."""
    buttons = [plain(talk, "status"), plain(talk, "human")]
    return simple("actions.unmatched", "unanswerable_no_match", lang=talk.lang, topic="status", buttons=buttons)


def locked(talk: Talk, until: datetime) -> Payload:
    """Too many wrong tries; ``until`` in the time of Vietnam."""
    when = f"{until:%H:%M} {until:%d/%m/%Y}"
    buttons = [plain(talk, "human")]
    return simple("actions.locked", "refused_unsafe", lang=talk.lang, topic="status", buttons=buttons, until=when)


def busy(talk: Talk) -> Payload:
    """Too many look-ups at once from one place; nobody is blamed, and nothing is locked."""
    buttons = [plain(talk, "status"), plain(talk, "human")]
    return simple("actions.busy", "refused_unsafe", lang=talk.lang, topic="status", buttons=buttons)


def agency_failed(
    talk: Talk, outcome: Outcome, settings: ActionsSettings, codes: Sequence[str] = (), kept: Sequence[Kept] = ()
) -> Payload:
    """The agency cannot be asked, or its answer cannot be read: what to do instead.

    ``codes``: of several, those it is about; ``kept``: those that are followed, with what was seen last.
    """
    payload = simple(
        f"actions.{outcome}", outcome, "notice", lang=talk.lang, topic="status",
        buttons=[plain(talk, "status"), plain(talk, "human")], hotline=hotline_text(settings, talk.lang),
    )  # fmt: skip
    lines = [say("status.failed_of", talk.lang, codes=", ".join(codes))] if codes else []
    lines += [payload.text, *(_still(talk, each) for each in kept)]
    return payload.model_copy(update={"text": "\n".join(lines), "blocks": [hotline(settings, talk.lang)]})


def _still(talk: Talk, kept: Kept) -> str:
    seen = kept.dossier.seen
    name = name_of(seen["status"], seen["status_text"], talk.lang)
    return say("status.still_kept", talk.lang, day=seen_on(kept.shown_at), code=kept.dossier.code, name=name)


def unmatched_of(talk: Talk, codes: Sequence[str]) -> Payload:
    """Of several dossiers, those that the date of birth does not fit."""
    buttons = [plain(talk, "status"), plain(talk, "human")]
    return simple(
        "status.unmatched_of", "unanswerable_no_match", lang=talk.lang, topic="status", buttons=buttons,
        codes=", ".join(codes),
    )  # fmt: skip


def token_refused(talk: Talk, codes: Sequence[str]) -> Payload:
    """The agency's token no longer opens these: the date of birth is needed again."""
    return simple("status.token_refused", "asked_back", lang=talk.lang, topic="status", codes=", ".join(codes))


def forgotten(talk: Talk, codes: Sequence[str]) -> Payload:
    """These are followed no longer."""
    buttons = [plain(talk, "status"), plain(talk, "human")]
    return simple(
        "status.forgotten", "smalltalk", lang=talk.lang, topic="status", buttons=buttons, codes=", ".join(codes)
    )


def nothing_followed(talk: Talk) -> Payload:
    """There is nothing to stop following."""
    return simple(
        "status.nothing_followed", "smalltalk", lang=talk.lang, topic="status", buttons=[plain(talk, "status")]
    )


def which(talk: Talk, codes: Sequence[str], *, to_forget: bool = False) -> Payload:
    """Which of the followed dossiers, to be seen or followed no longer? Buttons say their titles."""
    if to_forget:
        everything = (say("status.button.forget_all", talk.lang), None, None)
        offers = [*each_of(talk, codes, "status.button.forget_one"), everything]
    else:
        offers = [*each_of(talk, codes), *more(talk)]
    key = "status.which_forget" if to_forget else "status.which"
    return simple(key, "asked_back", "choices", lang=talk.lang, topic="status", buttons=offers)


def meaning(talk: Talk, statuses: Sequence[int]) -> Payload:
    """What statuses mean, and what to do then."""
    lines = []
    for number in statuses:
        key = "status.6.meaning_name" if number == TWO_MEANINGS else f"status.{number}.name"
        words = say(f"status.{number}.meaning", talk.lang)
        lines.append(say("status.meaning", talk.lang, name=say(key, talk.lang), meaning=words))
        lines.append(say("status.meaning_next", talk.lang, step=say(f"status.{number}.next", talk.lang)))
    return Payload(
        kind="answer", outcome="answered", lang=talk.lang, topic="status", text="\n".join(lines),
        buttons=number_buttons([plain(talk, "status"), plain(talk, "human")]),
    )  # fmt: skip


def without_code(talk: Talk) -> Payload:
    """Where the code stands, for somebody who has it not at hand (facts § 6)."""
    return simple(
        "status.without_code", "answered", "answer", lang=talk.lang, topic="status", buttons=[plain(talk, "human")]
    )
