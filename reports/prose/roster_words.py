"""The words by which a sentence speaks of what the roster counts: data alone."""

# name: what is counted, the concepts with their weights, those that it must have.
OF_THE_ROSTER = {
    "so_xa": ("commune", {"commune": 1.0}),
    "so_xa_da_gui": ("commune", {"commune": 0.6, "sent": 1.0}),
    "so_xa_da_tap_huan": ("commune", {"commune": 0.6, "train|conference|session": 1.0}),
    "so_xa_chua_gui": ("commune", {"commune": 0.4, "not": 0.6, "sent": 0.8}),
    "so_xa_chua_tap_huan": (
        "commune",
        {"commune": 0.4, "not": 0.6, "train|conference|session": 0.8},
    ),
    "so_xa_da_tiep_nhan": ("commune", {"commune": 0.6, "accepted": 1.0}),
    "so_to_xa": ("team commune", {"team": 0.9, "commune": 1.0}),
    "so_thon": ("hamlet", {"hamlet": 1.0}),
    "so_to_thon": ("team hamlet", {"team": 0.9, "hamlet": 1.0}),
    "so_thanh_vien_to_thon": (
        "member person",
        {"member": 1.0, "hamlet|team": 0.5},
    ),
    "so_thanh_vien_to_chi_dao": (
        "member person comrade",
        {"member|comrade": 0.7, "steering": 1.0},
    ),
    "so_nhom_zalo": ("group zalo", {"zalo": 1.0, "group": 0.2}),
}
BASES = {"so_xa", "so_thon", "so_thanh_vien_to_thon"}
CAPS = {"so_nhom_zalo": 1.0}
OPTIONAL = {"so_nhom_zalo": {"group"}}
EXCLUDED = {
    "so_thanh_vien_to_thon": {"steering", "train", "guide"},
    "so_xa_da_gui": {"not"},
    "so_xa_da_tap_huan": {"not"},
    "so_xa": {"not"},
    "so_thon": {"not"},
    "so_to_xa": {"train"},
    "so_to_thon": {"train"},
}
# Parts of a whole among the counts: what a percentage may be of.
SHARES_OF_ROSTER = (
    ("so_xa_da_tap_huan", "so_xa", "ty_le_xa_da_tap_huan"),
    ("so_xa_da_gui", "so_xa", "ty_le_xa_da_gui"),
    ("so_to_xa", "so_xa", ""),
    ("so_to_thon", "so_thon", ""),
)
MEMBERS = "so_thanh_vien_to_thon"
WHOLES = {part: whole for part, whole, _ in SHARES_OF_ROSTER}
