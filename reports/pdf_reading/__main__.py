"""A question on standard input, its answer as JSON on standard output.

Whatever a file does to a reader ends this process alone, and leaves no answer.
"""

import json
import resource
import sys
from base64 import b64decode

SECONDS, BYTES = 15, 2 * 1024**3


def main(job: str) -> None:
    """Read the question's file as `job` says: "pages" or "signed"."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    question = json.load(sys.stdin)
    pdf = b64decode(question["pdf"])
    if job == "pages":
        from reports.pdf_reading import pages

        answer = pages.read(pdf)
    else:
        from reports.pdf_reading import signed

        answer = signed.read(pdf, [b64decode(c) for c in question["certificates"]])
    json.dump({"read": answer}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main(sys.argv[1])
