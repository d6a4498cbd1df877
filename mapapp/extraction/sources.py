"""According to whom: the source that a sentence names, carried on where the text does so."""

from dataclasses import dataclass

from mapapp.extraction.chunks import Marks

__all__ = ["Attribution"]

_SAYING_REACH = 6  # tokens between "selon" and the name: "selon le directeur de l'OSDH"


@dataclass(slots=True)
class Attribution:
    """The source that the text named last."""

    last: str | None = None

    def source_of(self, marks: Marks) -> str | None:
        """The source that a sentence names for what it says, if it names one.

        A name counts after "according to" or beside a verb of saying; a newspaper that is
        merely mentioned does not.
        """
        names = [
            cue for index in range(len(marks.tokens)) if (cue := marks.at(index, "source_name"))
        ]
        if not names:
            return None
        says = marks.between(0, len(marks.tokens), "source_before", "source_verbs")
        for name in names:
            for cue in says:
                gap = name.start - cue.end if name.start >= cue.end else cue.start - name.end
                if 0 <= gap <= _SAYING_REACH:
                    self.last = str(name.value)
                    return self.last
        return None
