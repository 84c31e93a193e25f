"""What a page of the board is, and by what a view is chosen: as data, each fact once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from chainboard.packs import Pack
from chainboard.person import Person
from chainboard.view import View
from chainboard.words.codes import CODES
from chainboard.words.texts import N_

# How a panel stands on its page, where that is not what its body asks for.
Width = Literal[
    "third",  # of the page, on a wide desk
    "two_thirds",
    "narrow_charts",  # small figures from 280 pixels instead of 400
    "paired_charts",  # small figures two in a row: their words need the room
    "even_charts",  # small figures stay as wide in a row that is not full
    "all_rows",  # a table without a scroll of its own
    "folded_heads",  # headings of a table may take two lines
    "phone_first",  # before the others on a phone
]


@dataclass(frozen=True)
class Axis:
    """One thing that a view is chosen by: a parameter of the address, an attribute of View.

    name     both of them
    label    what it is called; as every text here it is said with say()
    whole    what no choice is called: all of them, or the newest
    choose   what the buttons of a page that switches along it are called
    values   its fixed values, each with what choosing it is called; none where an edition has them
    ids      the column that names a choice in the rows of `listed`
    listed   the question whose rows are the choices of an edition
    on_button, in_list  the columns that a choice is called by there
    asks     what of it a query may ask for: attributes of View
    of       the axes that lend it their choices: those of the page's switch
    within   the axis whose choice it is a part of; another choice there lets go of it. Only panels
             that say so are narrowed by it
    of_panels  the panels that it moves, where it moves no others
    trait    of a pack, without which there is nothing to choose; "" for every pack
    of_acts  whether it chooses acts of the audit, not figures: on a page that shows them alone
    of_ledger  whether it chooses a matter of the work loop: for panels that read that, on a pack
               that keeps one
    is_typed  whether it is typed and not chosen: its panel tells what is wrong with it
    """

    name: str
    label: str
    whole: str = ""
    choose: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    ids: str = ""
    listed: str = ""
    on_button: str = "name"
    in_list: str = "name"
    asks: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    within: str = ""
    of_panels: tuple[str, ...] = ()
    trait: str = ""
    of_acts: bool = False
    of_ledger: bool = False
    is_typed: bool = False

    @property
    def stays(self) -> bool:
        """Whether it stays on its page: a way to another page lets go of it."""
        return self.of_ledger or self.is_typed

    def is_for(self, pack: Pack) -> bool:
        """Whether the axis changes anything on a pack."""
        if self.of_acts and pack.is_synthetic:
            return False
        return not self.trait or bool(getattr(pack, self.trait))

    @property
    def default(self) -> str:
        """What a view has that does not choose."""
        return str(getattr(View, self.name))


AXES: Mapping[str, Axis] = {
    axis.name: axis
    for axis in (
        Axis(
            "chain",
            N_("产业链"),
            whole=N_("全部产业链"),
            choose=N_("选择产业链"),
            ids="chain_id",
            listed="places.chains",
            on_button="short",
            in_list="short",
            asks=("chain_id",),
        ),
        Axis(
            "county",
            N_("县（区）"),
            whole=N_("全市"),
            choose=N_("选择县（区）"),
            ids="area_code",
            listed="places.counties",
            on_button="short",
            asks=("area_code",),
        ),
        Axis(
            "park",
            N_("园区"),
            whole=N_("全部园区"),
            choose=N_("选择园区"),
            ids="park_id",
            listed="places.parks",
            asks=("park_id",),
        ),
        Axis(
            "period",
            N_("期间"),
            whole=N_("各指标最新一期"),
            ids="period_end",
            listed="periods.with_figures",
            asks=("period_start", "period_end", "months"),
        ),
        Axis(
            "basis",
            N_("口径"),
            values={"ytd": N_("累计"), "month": N_("当月")},
            asks=("basis",),
        ),
        Axis(
            "measure",
            N_("比较指标"),
            whole=N_("本页默认"),
            ids="metric_id",
            listed="metrics.that_rank",
            trait="is_ranked",
        ),
        Axis(
            "node",
            N_("环节"),
            whole=N_("全部环节"),
            ids="node_id",
            listed="places.nodes",
            asks=("node_id",),
            within="chain",
        ),
        Axis(
            "light",
            N_("评灯"),
            values={
                "all": N_("全部评灯"),
                **{light: CODES["light"][light] for light in ("behind", "watch", "on_track")},
            },
            trait="is_lit",
        ),
        Axis("stage", N_("阶段"), values={"all": N_("全部阶段"), **CODES["stage"]}),
        Axis("compare", N_("对比"), whole=N_("不对比"), of=("chain", "county")),
        Axis(
            "against",
            N_("对比期间"),
            whole=N_("上年同期"),
            ids="period_end",
            of=("period",),
            of_panels=("drivers",),
            trait="is_lit",
        ),
        Axis("map", N_("地图"), values={"shape": N_("轮廓图"), "tiles": N_("方块图")}),
        Axis(
            "attention",
            N_("关注列表"),
            values={"chains": N_("按产业链"), "indicators": N_("按指标")},
            trait="is_lit",
        ),
        Axis(
            "weights",
            N_("排序权重"),
            values={
                "1-1-1-1": N_("四项并重"),
                "2-1-1-1": N_("缺口加重"),
                "1-2-1-1": N_("可行性加重"),
                "1-1-2-1": N_("上游投入加重"),
                "1-1-1-2": N_("政策契合加重"),
                "1-0-0-0": N_("只看缺口"),
            },
            trait="is_ranked",
        ),
        Axis("since", N_("时间"), whole=N_("全部时间"), ids="month", of_acts=True),
        Axis("until", N_("截至"), ids="month", of_acts=True),
        Axis("act", N_("操作"), whole=N_("全部操作"), ids="act", of_acts=True),
        Axis("skip", N_("翻页"), whole=N_("最新的"), ids="skip", of_acts=True),
        Axis("office", N_("操作单位"), whole=N_("全部单位"), ids="office", of_acts=True),
        Axis(
            "cases",
            N_("案例"),
            values={"all": N_("全部案例"), "parks": N_("开发区、园区")},
            asks=("cases",),
        ),
        Axis("matter", N_("事项"), trait="keeps_ledger", of_ledger=True),
        Axis("code", N_("溯源码"), of_panels=("code_looked_up",), is_typed=True),
        Axis("theme", N_("主题"), values={"light": N_("退出投影"), "projector": N_("投影")}),
    )
}


@dataclass(frozen=True)
class Group:
    """A heading over panels of a page that stand one after another; none where none is shown.

    first  the first of them: they go on to the first of the next heading
    """

    zh: str
    en: str
    first: str


@dataclass(frozen=True)
class Page:
    """One page of the board, as its file in pages/ declares it.

    address  its name in the address: that of its file
    order    its place in the navigation; the first is also the address without a name
    name     in the navigation
    title    its heading while nothing is picked; {area} is the place the board is about
    picked   its heading with {name}, what is picked on its switch
    switch   the axis that changes without the server, by buttons above the panels; "" for none
    has_all  whether the switch has a choice of all together; if not, it starts with the first
    filters  the axes that selectors above the panels choose from the server
    steps    the axes whose choice is a step of the way up to the page
    groups   headings, each over some of its panels
    widths   panel → how it stands on the page, where its body does not say enough
    takes_files  whether files are taken in above its panels
    takes_steps  the kinds of matters whose steps are taken above its panels
    needs    of person.STEPS: who may none of them does not get to it; () for everyone
    tells_of_selfcheck  whether its foot says how the last self-check of the machine went
    of_ledger  the panels that read the work loop: a step taken there leaves the others as they are
    unmoved    panel → the axes that move nothing of it: a choice there leaves it as it is kept
    reckoned  the panels of what the board itself reckons of the time to come (内部测算): not there,
             in no output either, where whoever can reach the machine is answered
    is_internal  whether it shows what was done here and stands in no edition: nothing of it is kept
    is_of_accounts  whether it is about who may sign in: where nobody does it is not there
    stamp    what all of it is of, where that is no edition; None: of the view's edition
    foot     its last line, where what is said of figures is not true of it
    """

    address: str
    order: int
    name_zh: str
    name_en: str
    title_zh: str
    title_en: str
    picked_zh: str = "{name}"
    picked_en: str = "{name}"
    switch: str = ""
    has_all: bool = True
    filters: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    widths: Mapping[str, tuple[Width, ...]] = field(default_factory=dict)
    takes_files: bool = False
    takes_steps: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    tells_of_selfcheck: bool = False
    of_ledger: tuple[str, ...] = ()
    unmoved: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reckoned: tuple[str, ...] = ()
    is_internal: bool = False
    is_of_accounts: bool = False
    stamp: Callable[[View], str] | None = None
    foot_zh: str = ""
    foot_en: str = ""

    def is_for(self, person: Person) -> bool:
        """Whether a person gets to it."""
        return not self.needs or any(map(person.may, self.needs))

    def seen_by(self, panel: str, view: View) -> View:
        """The view that a panel of it reads: without the work loop where it does not read that, and
        without the choices that do not move it."""
        seen = view if panel in self.of_ledger else view.of_figures
        unmoved = [*self.unmoved.get(panel, ())]
        unmoved += [
            axis.name
            for axis in AXES.values()
            if axis.of_panels and axis.name in self.filters and panel not in axis.of_panels
        ]
        others: dict[str, Any] = {name: AXES[name].default for name in unmoved}
        return replace(seen, **others)

    @property
    def shows_acts(self) -> bool:
        """Whether acts of the audit are chosen on it."""
        return any(AXES[name].of_acts for name in self.filters)

    @property
    def is_of_a_place(self) -> bool:
        """Whether its panels are about the city or a part of it: each says which."""
        return bool(self.axes) or "{area}" in self.title_zh

    @property
    def axes(self) -> tuple[str, ...]:
        """The axes that choose what figures all of it shows, its switch first."""
        chosen = dict.fromkeys((self.switch, *self.filters))
        return tuple(name for name in chosen if name and AXES[name].asks and not AXES[name].within)
