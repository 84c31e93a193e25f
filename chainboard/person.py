"""Who asks (Person), and what of a pack may leave the store for their eyes (Audience)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from chainboard.packs import Pack

# What a person may do beside reading. send and withdraw loads of their own office; review, verify
# and finalise loads that wait; open what is final to others; who may see what; the server's own
# affairs; reading the record of acts.
STEPS = ("send", "withdraw", "review", "verify", "finalise", "open", "access", "system", "audit")


Place = tuple[str | None, str | None, str | None]  # the chain, the area and the park of a row


@dataclass(frozen=True)
class Grant:
    """Rows of these chains, in these areas, of these parks; None of any of them means all.

    A row that names no chain, no county or no park is of all of them.
    """

    chains: frozenset[str] | None = None
    areas: frozenset[str] | None = None
    parks: frozenset[str] | None = None

    def owns(self, place: Place, above: Mapping[str, str | None]) -> bool:
        """Whether a row of this place is theirs to send: unlike in reading, a row that names no
        chain, no county or no park is nobody's who has only some.

        above  the chain that each chain is part of
        """
        chain, area, park = place
        return (
            (self.chains is None or chain in self.chains or above.get(chain or "") in self.chains)
            and (self.areas is None or area in self.areas)
            and (self.parks is None or park in self.parks)
        )

    def reaches(self, place: Place, above: Mapping[str, str | None]) -> bool:
        """Whether a row of this place is among those of the grant: one that names no chain, no
        county or no park is of all of them.

        above  as owns has it
        """
        chain, area, park = place
        return (
            (
                self.chains is None
                or chain is None
                or not self.chains.isdisjoint({chain, above.get(chain) or chain})
            )
            and (self.areas is None or area is None or area in self.areas)
            and (self.parks is None or park is None or park in self.parks)
        )


@dataclass(frozen=True)
class Audience:
    """What may be shown of a pack that offices send: the rows of any of its grants.

    grants      none: nothing of it
    sees_firms  what a single firm has reported is shown; else only what is summed over firms
    office      whose own sending is shown besides, on the page where it is sent: what it owes and
                the files that it sent; "" everywhere else, or offices would share nothing kept

    Two people with equal grants are one audience: what is kept for one serves the other.
    """

    grants: tuple[Grant, ...] = ()
    sees_firms: bool = False
    office: str = ""

    @property
    def is_everyone(self) -> bool:
        """Whether nothing at all is kept from it."""
        return self.sees_firms and Grant() in self.grants

    def sees_all_of(self, chain: str | None, area: str | None, park: str | None) -> bool:
        """Whether one grant admits every row of a chain, county and park; None of any: of all."""
        return any(
            all(
                named is None or one in named
                for named, one in ((grant.chains, chain), (grant.areas, area), (grant.parks, park))
            )
            for grant in self.grants
        )


EVERYONE = Audience((Grant(),), sees_firms=True)
NOBODY = Audience()


@dataclass(frozen=True)
class Person:
    """Who asks, as far as it decides what is answered; read anew for every run and request.

    account   what the record names; "" where nobody signs in
    office    the office they act for, in its Chinese name; "" at the desk, where it is asked for
    audience  what they may see of a pack that offices send
    steps     of STEPS, what they may do
    """

    account: str = ""
    office: str = ""
    audience: Audience = NOBODY
    steps: frozenset[str] = frozenset()

    def reads(self, pack: Pack, is_sending: bool = False) -> Audience:
        """What they may see of a pack: of a public one all.

        is_sending  on the page where files are sent: there what their office owes too
        """
        if pack.is_public:
            return EVERYONE
        is_more = is_sending and not self.audience.sees_all_of(None, None, None)
        return replace(self.audience, office=self.office) if is_more else self.audience

    def owns(self, place: Place, above: Mapping[str, str | None]) -> bool:
        """Whether a row of this place is theirs to send, as Grant.owns has it."""
        return any(grant.owns(place, above) for grant in self.audience.grants)

    def sees(self, pack: Pack) -> bool:
        """Whether there is anything of a pack for them."""
        return pack.is_public or bool(self.audience.grants)

    def may(self, step: str) -> bool:
        """Whether a step of STEPS is allowed."""
        return step in self.steps


AT_THE_DESK = Person(audience=EVERYONE, steps=frozenset(STEPS))
VISITOR = Person()
