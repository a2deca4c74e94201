"""Static files under names that carry their hash, the imports of scripts included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Whitenoise's own; scripts that import each other find the hashed names too."""

    support_js_module_import_aggregation = True
