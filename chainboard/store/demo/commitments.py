"""What holders of resources promised for them in the demo pack, as commitments.csv tells it."""

from __future__ import annotations

from chainboard.store.demo.recipe import SOURCE, Recipe

Row = dict[str, object]


def commitments(recipe: Recipe) -> list[Row]:
    """Rows of resource_commitment, in the order of the file; every day is one it names."""
    return [
        {**{column: line[column] or None for column in line.cells}, "source_id": SOURCE}
        for line in recipe.files["commitments"]
    ]
