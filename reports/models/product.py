"""Products of a commune: what its lists are picked from."""

from django.db import models

from teams.models import Commune
from tuky_cnscd.vietnamese import nfc, search_key

from .indicator import IndicatorFields
from .scope import ScopedQuerySet


class Product(models.Model):
    """An OCOP product, or another one that the teams helped to sell online.

    Figures store the names as they were when sent; renaming here changes none.
    """

    Kind = IndicatorFields.ProductKind

    commune_path = "commune"
    district_path = "commune__district"

    commune = models.ForeignKey(
        Commune, models.CASCADE, related_name="products", verbose_name="xã"
    )
    kind = models.CharField(
        "loại", max_length=10, choices=IndicatorFields.ProductKind.choices
    )
    name = models.CharField("tên sản phẩm", max_length=200)
    maker = models.CharField("cơ sở sản xuất", max_length=200, blank=True)
    printed_as = models.CharField(
        "cách ghi trong báo cáo",
        max_length=300,
        blank=True,
        help_text="Để trống thì ghi tên sản phẩm và cơ sở sản xuất.",
    )
    search_key = models.CharField(max_length=200, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "sản phẩm"
        verbose_name_plural = "sản phẩm"
        ordering = ["commune", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "kind", "search_key"],
                name="product_once_a_commune",
                violation_error_message="Xã đã có sản phẩm này trong danh sách.",
            )
        ]

    def __str__(self):
        return self.label

    def save(self, *args, **kwargs):
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self):
        """Fill what searching and uniqueness use; bulk writers call it themselves."""
        self.name = nfc(self.name).strip()
        self.search_key = search_key(self.label)[:200]

    @property
    def label(self):
        """The product as the report prints it."""
        return self.printed_as or f"{self.name} {self.maker}".strip()
