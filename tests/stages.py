"""The stages of a deal as deals.stages returns them, for tests of what is counted by stage."""

from tests.tables import rows

STAGES = rows("""
    stage_id            rank
    signed              1
    started             2
    under_construction  3
    completed           4
    in_production       5
    at_capacity         6
""")
