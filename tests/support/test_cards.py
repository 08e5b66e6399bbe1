"""The drawn cards: what the truth says of them holds, and the two sets are apart."""

from itertools import chain

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.support import cards
from tests.support.cards import camera, grounds, numbers, placing
from tests.support.cards.drawing import Card, Specimen
from tests.support.cards.fonts import FACES, SPLITS

SEEDS = range(12)
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LETTERS = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "12345678123457923456789"), strict=True))
VENDOR = {
    "idcard": {"type", "name", "id", "addr", "gender", "nationality", "valid_date"},
    "bankcard": {"number"},
    "driving": {"plate_num", "vehicle_type", "owner", "addr", "use_character", "model", "vin", "engine_num"}
    | {"register_date", "issue_date", "plate_num_b", "record", "passengers_num", "total_quality", "prepare_quality"}
    | {"overall_size"},
    "drivinglicense": {"id_num", "name", "sex", "nationality", "address", "birth_date", "issue_date", "car_class"}
    | {"valid_from", "valid_to"},
    "bizlicense": {"reg_num", "legal_representative", "enterprise_name", "type_of_organization", "address"}
    | {"type_of_enterprise", "business_scope", "registered_capital", "registered_date", "valid_period"},
    "platenum": {"number"},
    "menu": {"content"},
    "wrong": set(),
}


def flat(kind: str, seed: int = 1) -> Specimen:
    return cards.make(kind, "report", seed, "flat")


def outside(card: Card, image: NDArray[np.uint8]) -> set[str]:
    """The fields of which a corner lies out of the picture."""
    edge = (image.shape[1] + 1, image.shape[0] + 1)
    return {field for field, quads in card.boxes.items() if (quads < -1).any() or (quads > edge).any()}


def test_a_residents_number_has_the_sequence_that_is_never_given_and_its_check_digit() -> None:
    for seed in SEEDS:
        number = flat("idcard_front", seed).fields["id"]
        values = [10 if digit == "X" else int(digit) for digit in number]
        assert number[14:17] == "000"
        assert sum(value * 2 ** (17 - place) for place, value in enumerate(values)) % 11 == 1


def test_a_bank_cards_number_has_zeros_for_the_account_and_luhns_digit() -> None:
    for digits in (16, 19):
        number = numbers.bank(np.random.default_rng(digits), digits)
        odd, even = (sum(int(d) for d in number[-1::-2]), (2 * int(d) for d in number[-2::-2]))
        assert len(number) == digits
        assert set(number[10:-1]) == {"0"}
        assert (odd + sum(v - 9 if v > 9 else v for v in even)) % 10 == 0


def test_a_credit_code_has_its_check_character() -> None:
    for seed in SEEDS:
        code = flat("bizlicense_landscape", seed).fields["reg_num"]
        weighed = sum(ALPHABET.index(letter) * 3**place for place, letter in enumerate(code[:17]))
        assert (weighed + ALPHABET.index(code[17])) % 31 == 0
        assert code[8:10] == "MA"
        assert "00000" in code[8:16]


def test_a_vehicles_number_has_its_check_digit() -> None:
    for seed in SEEDS:
        vin = numbers.vehicle(np.random.default_rng(seed))
        values = [int(c) if c.isdigit() else LETTERS[c] for c in vin[:8] + "0" + vin[9:]]
        weights = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
        assert "0123456789X"[sum(v * w for v, w in zip(values, weights, strict=True)) % 11] == vin[8]
        assert vin.endswith("000000")


def test_tuning_and_reporting_share_no_face_and_no_ground() -> None:
    tune, report = (set(chain(*FACES[split].values())) for split in SPLITS)
    assert not {(face.file, face.place) for face in tune} & {(face.file, face.place) for face in report}
    assert not set(grounds.GROUNDS["tune"]) & set(grounds.GROUNDS["report"])


def test_a_seed_draws_the_same_card_again_and_another_in_the_other_set() -> None:
    first, again = (cards.make("bankcard_flat", "tune", 3, "photo") for _ in range(2))
    assert np.array_equal(first.image, again.image)
    assert first.fields != cards.make("bankcard_flat", "report", 3, "photo").fields


@pytest.mark.parametrize("kind", cards.KINDS)
def test_what_a_card_says_is_named_as_the_vendor_names_it_and_stands_on_it(kind: str) -> None:
    specimen = flat(kind)
    assert set(specimen.fields) <= VENDOR[kind.partition("_")[0]]
    for card in specimen.cards:
        assert set(card.boxes) == set(card.fields) - {"type"}
        assert not outside(card, specimen.image)


@pytest.mark.slow
@pytest.mark.parametrize("kind", [kind for kind in cards.KINDS if not kind.startswith("wrong")])
def test_what_is_not_hidden_is_in_the_picture_however_it_is_taken(kind: str) -> None:
    for condition in ("scan", "hard"):
        specimen = cards.make(kind, "report", 2, condition)
        for card in specimen.cards:
            assert outside(card, specimen.image) <= card.hidden


def test_a_card_cut_in_half_hides_what_is_beyond_the_edge() -> None:
    specimen = cards.cut("idcard_front", "report", 2)
    assert specimen.hidden
    assert outside(specimen.cards[0], specimen.image) == specimen.hidden
    assert specimen.hidden < set(specimen.fields)


def test_glare_hides_the_field_below_it_and_no_other() -> None:
    corners = np.array([(40, 40), (560, 40), (560, 360), (40, 360)], np.float32)
    image, covered = camera.glared(np.random.default_rng(1), np.zeros((400, 600, 3), np.uint8), corners)
    y, x = (int(v) for v in np.argwhere(covered).mean(0))
    spot = np.array([[(x - 5, y - 5), (x + 5, y - 5), (x + 5, y + 5), (x - 5, y + 5)]], np.float32)
    away = spot + np.array((260 if x < 300 else -260, 0), np.float32)
    card = placing.with_hidden(Card("a card", {}, corners, {"below": spot, "away": away}), covered)
    assert card.hidden == {"below"}
    assert image[y, x].min() > 200


def test_a_quarter_turn_takes_the_truth_along() -> None:
    image = np.zeros((30, 50, 3), np.uint8)
    image[4:8, 10:20] = 255
    quad = np.array([(10, 4), (20, 4), (20, 8), (10, 8)], np.float32)
    turned, (card,) = camera.turned(image, (Card("a card", {}, quad, {"field": quad[None]}),), 1)
    (left, top), (right, foot) = card.boxes["field"][0].min(0).astype(int), card.boxes["field"][0].max(0).astype(int)
    assert turned[top:foot, left:right].min() == 255
    assert turned.sum() == turned[top:foot, left:right].sum()


def test_a_sheet_with_labels_only_and_a_wrong_document_are_no_card() -> None:
    assert not cards.labels_only("idcard_front", "report", 1, "flat").cards
    assert not cards.make("wrong_form", "report", 1, "flat").cards


def test_both_pages_of_a_vehicle_licence_name_one_plate() -> None:
    main, second = cards.together(("driving_front", "driving_back"), "report", 4).cards
    assert main.fields["plate_num"] == second.fields["plate_num_b"]


def test_two_holders_have_two_names() -> None:
    first, second = cards.together(("idcard_front", "idcard_front"), "report", 4, holders=2).cards
    assert first.fields["name"] != second.fields["name"]
