"""A table as data: the same after a stay in JSON, refused if it is none."""

import json

import pytest

from reports.tables.spec import Pick, Rows, Show, TableSpec


def test_a_spec_is_the_same_after_a_stay_in_json():
    spec = TableSpec(
        rows=Rows.COMMUNES,
        indicators=(Pick("guided", "Hướng dẫn", "Kết quả"), Pick("vneid")),
        columns=(Pick(Show.VALUE), Pick(Show.LAST)),
        head_groups=True,
        total="first",
        unknown="known",
        numbering="per_group",
        page="across",
    )
    stored = json.loads(json.dumps(spec.to_json()))
    assert TableSpec.from_json(stored) == spec


def test_an_empty_spec_is_the_plainest_table():
    assert TableSpec.from_json({}) == TableSpec()


@pytest.mark.parametrize("data", [{"rows": "villages"}, {"columns": 3}, {"colour": 1}])
def test_what_is_no_spec_is_refused(data):
    with pytest.raises((TypeError, ValueError)):
        TableSpec.from_json(data)
