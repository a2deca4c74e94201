"""Which rows a person may see: the shape of the rule that QuerySets carry."""

from django.db import models


class ScopedQuerySet(models.QuerySet):
    """Rows cut to a user's communes or district.

    The model says where its commune and district stand, as lookup paths;
    `commune_path = None` means that the rows belong to the district alone.
    """

    def for_user(self, user):
        return user.scope(
            self,
            commune_path=self.model.commune_path,
            district_path=self.model.district_path,
        )
