"""Numbers over the points of a small figure: none stands on another."""

from chainboard.panels.apart import apart, ticks


def points(*held: tuple[str, float, str], side: str = "top") -> dict:
    x, y, text = (list(each) for each in zip(*held, strict=True))
    return {"x": x, "y": y, "text": text, "textposition": f"{side} center"}


YEARS = [str(year) for year in range(2018, 2026)]


def test_numbers_that_stand_free_stay_where_they_are():
    (drawn,) = apart([points(("2018", 2.0, "200"), ("2025", 9.0, "900"))], YEARS, "light")

    assert drawn["text"] == ["200", "900"]
    assert drawn["textposition"] == ["top center", "top center"]


def test_of_two_neighbours_of_one_height_the_older_goes_below():
    (drawn,) = apart(
        [points(("2024", 9.0, "10,400,000"), ("2025", 9.0, "10,500,000"))], YEARS, "light"
    )

    assert drawn["text"] == ["10,400,000", "10,500,000"]
    assert drawn["textposition"] == ["bottom center", "top center"]


def test_two_figures_of_one_period_stand_above_and_below():
    main, beside = apart(
        [points(("2025", 9.0, "over 10")), points(("2025", 9.0, "expected 10"), side="bottom")],
        YEARS,
        "light",
    )

    assert (main["textposition"], beside["textposition"]) == (["top center"], ["bottom center"])


def test_a_number_without_room_on_either_side_is_left_to_the_box():
    """Below it is the axis, above it the number of the next year."""
    (drawn,) = apart([points(("2024", 0.1, "over 70,000"), ("2025", 0.1, "over 80,000"),
                             ("2018", 9.0, "9"))], YEARS, "light")  # fmt: skip

    assert drawn["text"] == ["", "over 80,000", "9"]


def test_every_other_period_is_named_where_a_phone_has_no_room_and_the_newest_always_is():
    assert ticks(["2023年", "2024年", "2025年"]) == ["2023年", "2024年", "2025年"]
    assert ticks(["2024年<br>1—9月"] * 3) == ["2024年<br>1—9月"] * 3
    days = [f"{day} Jun<br>2025" for day in range(10, 19)]
    assert ticks(days) == days[::-2]
