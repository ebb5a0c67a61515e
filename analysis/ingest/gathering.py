"""What one source yields, gathered step by step: statements, headings, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from analysis.types import Block, Category, CategoryBasis, LeftOut, Place


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before it has an id; `section` is the heading it stands under."""

    text: str
    corner: str | None
    category: Category | None
    basis: CategoryBasis | None
    place: Place
    section: int = 0
    quote: bool = False
    label: str | None = None


@dataclass(slots=True)
class Section:
    """The lines under one heading, and what the heading said.

    `shape` tells headings of one sort from another; `named` holds the kinds in its words.
    """

    corner: str | None
    kind: Category | None
    heading: Block | None = None
    named: frozenset[Category] = frozenset()
    unknown: bool = False  # a heading that names neither kind nor corner
    ambiguous: bool = False  # the heading may mean another kind
    closed: bool = False  # "overig": no kind holds here, and none may be inferred
    shape: tuple[object, ...] = ()
    inferred: bool = False
    hint: Category | None = None  # what the tone of an unknown heading leans to


@dataclass(slots=True)
class Gathering:
    """Collects the outcome of the walk over one source's blocks."""

    source: str
    drafts: list[Draft] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    headings: list[LeftOut] = field(default_factory=list)
    sections: list[Section] = field(default_factory=lambda: [Section(None, None)])
    asked: dict[str | None, set[Category]] = field(default_factory=dict)

    def leave(self, block: Block, reason: str, *, text: str | None = None) -> None:
        """List a block's text as left out."""
        self.left_out.append(LeftOut(self.source, text or block.text, block.place, reason))

    def use(self, block: Block, reason: str) -> None:
        """List a block as a heading or cell that gave a corner, kind or label."""
        self.headings.append(LeftOut(self.source, block.text, block.place, reason))

    def ask(self, corner: str | None, kind: Category) -> None:
        """Note that a kind was asked in a corner."""
        self.asked.setdefault(corner, set()).add(kind)

    def open_section(self, section: Section) -> int:
        """Start a section; returns its number."""
        self.sections.append(section)
        return len(self.sections) - 1

    def state(self, draft: Draft) -> None:
        """Add a statement; empty text adds nothing."""
        if draft.text.strip():
            self.drafts.append(replace(draft, text=draft.text.strip()))
            if draft.category is not None:
                self.ask(draft.corner, draft.category)
