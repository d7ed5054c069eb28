"""Reads stored events of a talk without looking for the class of each among all of Rasa's classes."""

from rasa.shared.core.events import Event


def install() -> None:
    """Replaces the search by name inside Rasa's Event; the same names give the same classes and errors.

    Rasa 3.6.21 lists all of its event classes anew for every stored event, which is most of what reading a long talk
    costs.
    """
    search = Event.resolve_by_type
    known: dict[str, type[Event]] = {}

    def resolve(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
        kind = known.get(type_name)
        if kind is None:
            kind = search(type_name, default)
            if kind is not None and kind is not default:
                known[type_name] = kind
        return kind

    Event.resolve_by_type = staticmethod(resolve)
