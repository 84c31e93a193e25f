"""commitments.listed: what was promised for which resource."""

from chainboard.view import View
from tests.queries.answers import answer, with_places
from tests.tables import into, only


def with_promises():
    pack = with_places()
    into(pack, "source", "source_id\ns1")
    into(
        pack,
        "chain",
        """
        chain_id    parent_id  name_zh  sort
        energy      -          综合能源  10
        coal_power  energy     煤电     11
        petrochem   -          油煤气化工  20
        """,
    )
    into(
        pack,
        "resource_commitment",
        """
        commitment_id  resource  resource_zh  holder_zh  promised_zh  chain_id    area_code  due_on      state
        c1             wind      风电指标      甲         工厂          energy      621002     2027-06-30  promised
        c2             coal      煤炭区块      乙         电厂          coal_power  621022     2026-06-30  under_way
        c3             gas       用气指标      丙         轻烃          petrochem   621002     -           kept
        """,
    )
    return pack


def told(**chosen: str) -> list[str]:
    found = answer(with_promises(), "commitments.listed", View(**chosen))
    return [row["commitment_id"] for row in only(found, "commitment_id")]


def test_what_is_due_soonest_comes_first_and_what_has_no_date_last():
    assert told() == ["c2", "c1", "c3"]


def test_those_of_a_chain_are_also_those_of_its_parts():
    assert told(chain="energy") == ["c2", "c1"]


def test_those_of_a_county():
    assert told(county="621002") == ["c1", "c3"]
