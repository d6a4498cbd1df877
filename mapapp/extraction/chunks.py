"""The nouns of a sentence that frames are filled from: places and forces.

A chunk of places is a list of names with one fate ("Chaar, Karam al-Jabal et Marjé"); a
chunk of forces one party. Each knows the preposition that leads it, because that is what
tells the taker from the loser: "pris *par* l'armée *aux* rebelles".
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from mapapp.extraction.cue_index import OWNS, CueIndex
from mapapp.extraction.ground import told_ground
from mapapp.extraction.lexicon import Cue, Cues
from mapapp.extraction.surroundings import Span
from mapapp.extraction.text import Sentence
from mapapp.models import Force

__all__ = ["Forces", "Marks", "Places"]


class Places(NamedTuple):
    """Names that share one fate, at tokens ``[start, end)``; ``lead`` is where what leads
    them begins. ``part``: only a part of each; ``near``: beside them, not in them;
    ``excluded``: what is said does not hold of them ("sauf Chaar"); ``attached``: they belong to
    some other noun ("l'hôpital de Chaar"). ``anaphora`` is the kind of word that stands for
    places named before, and ``number`` how many it says.
    """

    start: int
    end: int
    lead: int
    role: str
    spans: tuple[Span, ...]
    part: bool = False
    near: bool = False
    excluded: bool = False
    attached: bool = False
    anaphora: str = ""
    number: int = 0


_GENDERS = frozenset({"agrees_m", "agrees_f"})


class Forces(NamedTuple):
    """One party at tokens ``[start, end)``; ``force`` is None for a pronoun, whose kind is
    ``pronoun``. ``adjective``: it only tells whose another noun is ("bastion rebelle").
    """

    start: int
    end: int
    lead: int
    role: str
    force: Force | None
    pronoun: str = ""
    adjective: bool = False


class _Lead(NamedTuple):
    """What leads a chunk: where it begins, its preposition, and what its words say."""

    start: int
    role: str
    part: bool
    near: bool
    excluded: bool


class Marks(CueIndex):
    """A sentence with its cues, places and forces, ready to be asked what stands where.

    ``agent_first`` tells the order of its language: the agent of a verb before it or after.
    """

    def __init__(
        self,
        sentence: Sentence,
        cues: Cues,
        spans: Sequence[Span],
        *,
        agent_first: bool = True,
    ) -> None:
        super().__init__(sentence, cues, spans)
        self.agent_first = agent_first
        self.harmless = self._covered("harmless")
        self.towns = self._covered("guard_elsewhere")
        # "le contrôle" is a noun, "contrôle" alone mostly a verb.
        self.control = self._covered("control", 2)
        if "percent" in cues or "fraction" in cues:
            self.add("of_enclave", told_ground(self))
        self.territory = self._covered("of_enclave")
        self.forces = tuple(self._forces())
        self.places = tuple(sorted(self._places(spans), key=lambda chunk: chunk.start))
        self.leads = {chunk.lead for chunk in self.places if chunk.spans and not chunk.role}
        chunks: list[Forces | Places] = [*self.places, *self.forces]
        self.inside = {index for chunk in chunks for index in range(chunk.start, chunk.end)}
        self.inside.update(self._between_parties())

    def form(self, party: Forces) -> frozenset[str]:
        """The number and gender that the words of a party show: "la rébellion", "les Kurdes";
        the noun's gender, not that of what describes it: "les *forces* kurdes".
        """
        start = max(party.start - 1, party.lead, 0)
        shown = self.form_of(start, party.end)
        if shown >= _GENDERS:
            words = (self.form_of(i, i + 1) & _GENDERS for i in range(start, party.end))
            return (shown - _GENDERS) | next(filter(None, words))
        return shown

    # --- forces ---------------------------------------------------------------------------------

    def _forces(self) -> Iterator[Forces]:
        taken = 0
        last: Forces | None = None
        for index in self.starts("force", "pronoun", "dative"):
            if index < taken:
                continue
            cue = self.at(index, "force", "pronoun")
            party = None
            member = self.at(index, "member")
            if member and cue and cue.kind == "pronoun" and self.at(member.end, "force"):
                continue  # "*militiamen of* the Quds brigade": it is they
            if self._is_owned_noun(index, cue):
                continue
            if cue and index not in self.named and not self._is_participle(index):
                taken = cue.end
                party = self._party(cue, last)
            if party:
                last = party
                yield party
            elif self._is_dative(index):
                yield Forces(index, index + 1, index, "to", None, "dative")

    def _is_owned_noun(self, index: int, cue: Cue | None) -> bool:
        """ "*Militiamen of* the Quds brigade", "the YPG's *fighters*": the owner is the party."""
        if cue is None or cue.kind != "pronoun":
            return False
        member = self.at(index, "member")
        led = member is not None and self.at(member.end, "force") is not None
        owned = index > 0 and self.tokens[index - 1].word in OWNS
        return led or (owned and cue.value == "irregular")

    def _party(self, cue: Cue, last: Forces | None) -> Forces | None:
        """The party of a cue; None for one that is set aside or a pronoun that is no party."""
        index = cue.start
        lead = self._lead(self._past_gerund(index), *_BEFORE_FORCE)
        if self.before(lead.start, "excluding") or self._is_contrasted(lead, cue.end):
            return None  # "l'armée, et non *les YPG*, a pris Chaar"
        role = lead.role or self._shared_role(last, lead.start)
        if index in self.towns and (role in _WITHIN or self.before(index, "near")):
            return None  # "outside Damascus": no government but the town
        if last and last.end == index - 1 and self.tokens[index - 1].word == "(":
            role = last.role  # "selon l'Armée syrienne libre (*ASL*)"
        elif not role and self._is_quoted(lead.start):
            role = "source"  # "selon *l'armée*": it only says so
        if cue.kind == "pronoun":
            if (cue.value == "after" and not role) or self._only_says(cue) or self._leads_name(cue):
                return None
            return Forces(index, cue.end, lead.start, role, None, str(cue.value))
        # Where the agent follows its verb, a force is never an adjective.
        adjective = self.agent_first and (self._is_adjective(index) or self._leads_noun(cue.end))
        return Forces(index, cue.end, lead.start, role, cue.value, "", adjective)

    def _leads_name(self, cue: Cue) -> bool:
        """ "*The jihadists of* ISIL": the name that follows says whose they are."""
        members = self.at(cue.end - 1, "member")
        return members is not None and self.at(members.end, "force") is not None

    def _only_says(self, cue: Cue) -> bool:
        """ "Insurgents, *it said*, were resisting": who says so does nothing."""
        said = self.at(cue.end, "source_verbs")
        return said is not None and self.is_comma(cue.start - 1) and self.is_comma(said.end)

    def _is_participle(self, index: int) -> bool:
        """ "Les quartiers sont *assiégés*": no party, "les assiégés" are one."""
        verbs = self.verbs_at(index) if self.before(index, "aux") else ()
        return any(verb.value.mood == "perfect" for verb in verbs)

    def _is_quoted(self, index: int) -> bool:
        """Whether "according to" stands before a token; not "said", which any clause follows."""
        cue = self.before(index, "source_before")
        return cue is not None and not self.at(cue.start, "source_verbs")

    def _is_contrasted(self, lead: _Lead, end: int) -> bool:
        """ "*Not to the rebels* but to the Kurds", "to the Kurds, *not to the rebels*"."""
        negation = self.before(lead.start, "negation_full") if lead.role else None
        if negation is None:
            return False
        comma = negation.start > 0 and self.tokens[negation.start - 1].word == ","
        correction = self.at(end, "break")
        return comma or bool(correction and self.at(correction.end, "preposition"))

    def _between_parties(self) -> Iterator[int]:
        """The "and" of "between A and B", which ends no thought."""
        for first, second in pairwise(self.forces):
            shared = first.role == second.role == "between"
            if shared and second.start - first.end == 1 and self.at(first.end, "join"):
                yield first.end

    def _shared_role(self, last: Forces | None, start: int) -> str:
        """The preposition that a party shares with the one it is joined to: "with A and B"."""
        join = self.before(start, "join")
        joined = join and last and last.end == join.start and self.tokens[join.start].word != ","
        return last.role if joined and last else ""

    def _is_dative(self, index: int) -> bool:
        """ "*lui* a été cédé", "*leur* ont repris": before a verb, not "leur bastion"."""
        cue = self.at(index, "dative")
        return bool(cue) and bool(
            self.at(index + 1, "aux")
            or any(verb.value.mood not in _NOMINAL for verb in self.verbs_at(index + 1))
        )

    def _is_adjective(self, index: int) -> bool:
        """ "secteur rebelle", "Chaar, toujours insurgé": it follows what it describes."""
        if self.before(index, "determiner", "preposition", "join"):
            return False
        have = self.before(index, "aux")
        if self.before(index, "existential") or (have and have.value[0] in {"have", "modal"}):
            return False  # "there are *rebels* in Shaar", "had *soldiers* there", "should *rebels*"
        return bool(self.before(index, "quarter", "verb", "aux", "still")) or (
            index - 1 in self.named
        )

    def _past_gerund(self, index: int) -> int:
        """Where a force begins with the gerund that describes it: "to *advancing* troops"."""
        gerund = next((c for c in self.verbs_at(index - 1) if c.value.mood == "gerund"), None)
        if gerund and self.before(gerund.start, "preposition", "determiner"):
            return gerund.start
        return index

    def _leads_noun(self, end: int) -> bool:
        """ "rebel-held", "rebel districts", "rebel stronghold": it precedes what it describes."""
        if end < len(self.tokens) and (self.tokens[end].joined or self.tokens[end].word in OWNS):
            return True
        verbs = [cue.value for cue in self.verbs_at(end)]
        if self.tokens[end - 1].word.endswith("s") and any(v.mood in _FINITE for v in verbs):
            return False  # "forces control X", "fighters held X": not "rebel control"
        beside = any(verb.owner != "after" for verb in verbs)
        return beside or self.at(end, "quarter") is not None

    # --- places ---------------------------------------------------------------------------------

    def _places(self, spans: Sequence[Span]) -> Iterator[Places]:
        """Names joined by commas and "and" into lists, then anaphora ("ce quartier")."""
        run: list[Span] = []
        end = 0
        for span in [span for span in spans if span.place]:
            joined = run and self._joined(end, span.start)
            joined = joined and not self._is_next_subject(run[0], end, span)
            if joined and span.wide and not run[-1].wide:
                # "Telal and Jdeideh, in the Old City, and Suleimaniyeh": no member of the list.
                yield self._chunk([span])
            elif joined and self._is_told_apart(run, end, span.start):
                yield self._chunk(run)
                run = [span]
            elif joined and (span.wide == run[-1].wide or not self.is_comma(end)):
                run.append(span)  # but "Aleppo, including X": X is a part of it
            else:
                if run:
                    yield self._chunk(run)
                run = [span]
            end = span.end
        if run:
            yield self._chunk(run)
        yield from self._anaphora(self._heads_of_names(spans))

    def _is_told_apart(self, run: Sequence[Span], start: int, end: int) -> bool:
        """ "سيطر على *معظم المعادي* وعلى *كامل الأصيلة*": the part of one is not that of the other,
        which has a preposition of its own or is taken whole.
        """
        if self.agent_first or not self._lead(run[0].start).part:
            return False
        return bool(self.between(start, end, "preposition", "whole"))

    def _anaphora(self, heads: set[int]) -> Iterator[Places]:
        taken = 0
        parties = {index for party in self.forces for index in range(party.start + 1, party.end)}
        for index in self.starts(*_ANAPHORA):
            cue = self.at(index, *_ANAPHORA)
            if cue is None or index < taken or index in self.named or cue.end in heads:
                continue
            if cue.kind == "there" and index == taken > 0:
                continue  # "the camp *there*"
            if self.at(index, "existential") and not any(f.end == index for f in self.forces):
                continue  # "*there* are rebels in Shaar", but "rebels *there* are"
            if index in parties:
                continue  # "قوات النظام والمسلحون الموالون لها"
            if cue.kind == "anaphora_many" and cue.end - index == 1 and self.before(index, "aux"):
                continue  # "were both taken"
            if cue.kind == "compass" and not self._is_side(cue):
                continue
            if cue.kind in _OF_TWO and self._leads_on(cue):
                continue  # "le premier quartier", "pour la première fois"
            described = self.at(index - 1, "part")
            if described and described.end >= cue.end:
                continue  # "الجزء *الباقي* منها"
            taken = cue.end
            lead = self._lead(index)
            numbers = self.between(index, cue.end, "number")
            yield Places(
                index,
                cue.end,
                lead.start,
                lead.role,
                (),
                part=lead.part or self.before(cue.end, "part") is not None,
                near=lead.near,
                anaphora=cue.kind,
                # "L'un et l'autre" are two.
                number=max(int(numbers[0].value), 1 + (cue.kind == "anaphora_many"))
                if numbers
                else int(self.at(index, "single") is not None),
            )

    def _leads_on(self, cue: Cue) -> bool:
        """Whether what "the first" is of follows it."""
        noun = self.is_word(cue.end) or self.at(cue.end, *_NOUNS)
        return bool(noun or self.between(cue.start - 1, cue.end + 1, "adverb"))

    def _is_side(self, cue: Cue) -> bool:
        """Whether "the west" is a side of the city: not "west of Chaar", nor "its west"."""
        if self.before(cue.start, "own", "whose"):
            return False
        following = self.at(cue.end, "preposition")
        return (
            following is None
            or following.value == "by"
            or bool(self.between(cue.end, cue.end + 3, "city", "guard_here"))
        )

    def _heads_of_names(self, spans: Sequence[Span]) -> set[int]:
        """Where "le quartier" is followed by its name and so refers back to nothing."""
        heads = set()
        for span in spans:
            index = span.start
            heads.add(index)
            while cue := self.before(index, "determiner", "quarter"):
                heads.update((cue.start, cue.end))
                index = cue.start
            if cue := self.before(index, "preposition"):
                heads.update((cue.start, cue.end))
        return heads

    def _joined(self, start: int, end: int) -> bool:
        """Whether only list words stand between two names."""
        index, joins = start, 0
        while index < end:
            cue = self.at(index, "join", "determiner", "quarter", "head", "preposition")
            if cue is None or (cue.kind == "preposition" and cue.value not in _LIST_ROLES):
                return False
            if cue.kind == "join" and self.at(index, "near"):
                return False  # "Chaar, *voisin de* Marjé"
            if cue.value == "by" and not self._led_by(start):
                return False
            joins += cue.kind == "join"
            index = cue.end
        return joins > 0

    def _is_next_subject(self, first: Span, end: int, span: Span) -> bool:
        """ "L'armée a repris Chaar, *et Marjé est* encerclé": no object beside the first name."""
        parted = self.is_comma(end) and self.at(end + 1, "join")
        if not (parted and self.at(span.end, "aux", "hypothetical")):
            return False
        return any(cue.value.mood not in _NOMINAL for cue in self.between(0, first.start, "verb"))

    def _led_by(self, end: int) -> bool:
        """Whether the name that ends at a token has "by" before it, as the next one has."""
        name = next((index for index in range(end, 0, -1) if index - 1 not in self.named), end)
        return self._lead(name).role == "by"

    def _chunk(self, run: Sequence[Span]) -> Places:
        lead = self._lead(run[0].start)
        noun = lead.role == "of" and self.is_word(lead.start - 1)
        # "L'hôpital de Chaar", but "le camp palestinien de Handarat".
        attached = noun and not self.before(lead.start - 1, "quarter")
        attached |= self._struck(lead.start)
        attached |= len(run) == 1 and self.is_bracketed(lead.start)
        part = lead.part or bool(self.at(run[-1].end, "part_after"))
        if run[0].wide and self.before(lead.start, "ground"):
            part |= all(span.wide for span in run)  # "la part d'Alep-Est"
        owner = run[-1].end < len(self.tokens) and self.tokens[run[-1].end].word == "'s"
        attached |= owner and all(span.wide for span in run)  # "Aleppo's Old City"
        return Places(
            run[0].start,
            run[-1].end,
            lead.start,
            lead.role,
            tuple(run),
            part=part,
            near=lead.near,
            excluded=lead.excluded,
            attached=attached,
        )

    def _struck(self, index: int) -> bool:
        """ "Combats à A, *bombardements* sur B": B is bombed, which is no claim."""
        strike = self.before(index, "strike")
        if strike is None:
            return False
        # A verb that comes first stands before its own subject: "تدور معارك وسط غارات على ب".
        opens = strike.start == 0 or self.tokens[strike.start - 1].word in _MARKS
        return opens or not self.agent_first

    def _lead(self, start: int, *kinds: str) -> _Lead:
        """Walks back over what leads a chunk: "à une partie du quartier de" Chaar."""
        index, role, part, near, excluded = start, "", False, False, False
        while cue := self._before_quotes(self._past_holder(index), *(kinds or _LEADING)):
            if cue.kind == "part" and self._departs(cue.start):
                break
            part |= cue.kind == "part" or (cue.kind == "quarter" and self._is_part(cue))
            near |= cue.kind == "near" and not part  # "près d'un tiers de Chaar" is in it
            excluded |= cue.kind == "excluding"
            if cue.kind == "preposition":
                # "du quartier de Chaar": the outer preposition counts.
                role = cue.value
            elif role in _EMPTIED.get(cue.kind, ()):
                role = ""
            index = cue.start
            if cue.kind == "percent":
                part = True
                number = self.before(index, "number")  # "on *sixty* per cent of Shaar"
                digits = index > 0 and self.tokens[index - 1].word[0].isdigit()
                index = number.start if number else index - digits
        led = not kinds and self.at(index, "preposition")  # "*De* Chaar, ils se sont retirés"
        if role == "of" and self._opens(index) and not led:
            role = ""  # "des brigades ont pris": an article, not "of"
        return _Lead(index, role, part, near, excluded)

    def _is_part(self, quarter: Cue) -> bool:
        """Where a word such as "streets" may lead a name or tell a part of it, it tells a part."""
        noun = self.before(quarter.end, "verb")
        if self.agent_first or (noun and noun.start < quarter.start):
            return False  # "*حرب شوارع* في الحي"
        part = self.before(quarter.end, "part")
        return part is not None and part.start <= quarter.start

    def _departs(self, index: int) -> bool:
        """ "L'armée, *partie* de Chaar": a participle after a comma, no part of anything."""
        participle = any(verb.value.mood == "perfect" for verb in self.verbs_at(index))
        return participle and index > 0 and self.tokens[index - 1].word == ","

    def _past_holder(self, index: int) -> int:
        """Where "rebel-held" before a token begins: "half of *rebel-held* Aleppo"."""
        if index and self.tokens[index - 1].joined:
            holder = self.before(index - 1, "force")
            return holder.start if holder else index
        return index

    def _before_quotes(self, index: int, *kinds: str) -> Cue | None:
        """What stands before a token, or before the quotation mark that it opens with."""
        if index and self.tokens[index - 1].word == '"':
            index -= 1
        return self.before(index, *kinds)

    def _opens(self, index: int) -> bool:
        """Whether nothing that "of" could belong to stands before a token."""
        return index == 0 or bool(
            self.tokens[index - 1].word in _MARKS or self.before(index, "break", "relative", "join")
        )


_NOMINAL = frozenset({"noun", "phrase"})
_FINITE = frozenset({"base", "told"})
_WITHIN = frozenset({"in", "from"})
#: Which prepositions mean nothing after a noun: "control *of*", "control *over*", "half *of*".
_EMPTIED = {
    "control": ("of", "from", "on"),
    "excluding": ("of", "from", "in", "to"),
    "part": ("of", "from"),
    "whole": ("of", "from", "in"),
    "percent": ("of", "from"),
}
_ANAPHORA = (
    "anaphora",
    "anaphora_many",
    "anaphora_last",
    "anaphora_first",
    "anaphora_second",
    "there",
    "compass",
)
_OF_TWO = frozenset({"anaphora_first", "anaphora_second"})
_NOUNS = ("quarter", "part", "determiner", "member", "force", "time_units", "time_month")
_BEFORE_FORCE = ("preposition", "determiner", "adverb", "member")
_LEADING = (
    "preposition",
    "determiner",
    "excluding",
    "quarter",
    "whole",
    "control",
    "part",
    "percent",
    "head",
    "near",
)
_LIST_ROLES = frozenset({"of", "in", "to", "on", "by"})
_MARKS = frozenset({",", ";", ":", "(", ".", "—", '"'})
