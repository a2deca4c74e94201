"""Who may fill in, send, review, finalise, issue: the only place that says so.

Which rows a person sees is `for_user` on the querysets; these are the verbs.
"""

from reports.models import Attachment, IssuedReport, ReportingPeriod, Submission
from teams.models import Role
from teams.rules import holds, is_officer_of, is_staff_of


class NotNow(Exception):
    """A move that is the person's, but not in this state; says why, in Vietnamese."""


def writes_for(user, submission):
    """Whose hand may write into the return at all, whatever its state."""
    return is_staff_of(user, submission.commune_id) or is_officer_of(
        user, submission.period.district_id
    )


def may_fill_in(user, submission):
    """The commune's staff, while the period and the return are open for entry."""
    return (
        is_staff_of(user, submission.commune_id)
        and submission.period.is_open
        and submission.state in Submission.OPEN_FOR_ENTRY
    )


def may_fill_in_on_behalf(user, submission):
    """The officer, for a commune that only telephoned or sent paper."""
    return (
        is_officer_of(user, submission.period.district_id)
        and submission.period.is_open
        and submission.state in Submission.OPEN_FOR_ENTRY
    )


def may_submit(user, submission):
    """Whoever may fill in may also send."""
    return may_fill_in(user, submission) or may_fill_in_on_behalf(user, submission)


def may_see(user, submission):
    """The commune's staff; the district's officer and leader."""
    return is_staff_of(user, submission.commune_id) or may_see_district(
        user, submission.period.district_id
    )


def may_attach(user, submission):
    """The commune and the officer add evidence until the return is taken up."""
    return (
        writes_for(user, submission)
        and submission.period.is_open
        and submission.state != Submission.State.ACCEPTED
    )


def may_remove(user, attachment):
    """Whoever attached it; while entry is open, also the commune's other staff.

    What was sent with the return is thus not taken away by a colleague. A signed
    paper and a form that figures came from are no evidence, and stay.
    """
    submission = attachment.submission
    return (
        attachment.purpose == Attachment.Purpose.EVIDENCE
        and may_attach(user, submission)
        and (attachment.by_id == user.pk or may_fill_in(user, submission))
    )


def may_withdraw(user, submission):
    """The commune, until its return is taken up."""
    return (
        is_staff_of(user, submission.commune_id)
        and submission.period.is_open
        and submission.state == Submission.State.SENT
    )


def may_make_paper(user, submission):
    """The commune prints its own report for signature, whatever the return's state."""
    return is_staff_of(user, submission.commune_id)


def may_review(user, submission):
    """The officer accepts or sends back what was sent."""
    return (
        is_officer_of(user, submission.period.district_id)
        and submission.period.is_open
        and submission.state == Submission.State.SENT
    )


def may_ask(user, submission):
    """The officer asks about a cell of what was sent, or of what is being corrected.

    Not of a return that the commune still fills in: nobody vouches for its figures.
    """
    return (
        is_officer_of(user, submission.period.district_id)
        and submission.period.is_open
        and submission.state in Submission.OPEN_TO_QUESTIONS
    )


def may_take_question_back(user, submission):
    """The officer, as long as the return is not taken up."""
    return may_ask(user, submission) or may_fill_in_on_behalf(user, submission)


def may_answer(user, submission):
    """The commune's own staff, while they may correct the figures too."""
    return may_fill_in(user, submission)


def may_extend(user, submission):
    """The officer gives one commune more time, as long as it has not handed in."""
    return (
        is_officer_of(user, submission.period.district_id)
        and submission.period.is_open
        and submission.state in Submission.OPEN_FOR_ENTRY
    )


def may_reopen(user, submission):
    """The officer opens again what was accepted, with a reason."""
    return (
        is_officer_of(user, submission.period.district_id)
        and submission.period.is_open
        and submission.state == Submission.State.ACCEPTED
    )


def may_see_district(user, district_id):
    """Board, totals and papers: the district's officer and leader."""
    return is_officer_of(user, district_id) or holds(user, Role.LEADER, district_id)


def may_run(user, district_id):
    """Periods, indicators, activities, letterheads, signers, narrative."""
    return is_officer_of(user, district_id)


def may_open(user, period):
    return (
        may_run(user, period.district_id)
        and period.state == ReportingPeriod.State.PLANNED
    )


def may_renew_indicators(user, period):
    """Pin the catalogue anew while an open period holds no figure at all."""
    return (
        may_run(user, period.district_id) and period.is_open and not period.has_begun()
    )


def may_close(user, period):
    return may_run(user, period.district_id) and period.is_open


def may_reopen_period(user, period):
    return (
        may_run(user, period.district_id)
        and period.state == ReportingPeriod.State.CLOSED
    )


def may_set_deadline(user, period):
    """The deadline of all; before the opening it is a field of the form."""
    return may_run(user, period.district_id) and period.is_open


def may_choose_communes(user, period):
    """Which communes must report: until the opening makes their returns."""
    return may_open(user, period)


def may_take_from_parts(user, period):
    """Figures of the periods that make it up, while its returns are filled in."""
    return may_run(user, period.district_id) and period.is_open


def may_write(user, period):
    """The narrative, and why findings on the district's totals stand."""
    return may_run(user, period.district_id)


def may_change_letter(user, letter):
    """A công văn, until the clerk's number is written down."""
    return may_write(user, letter.period) and not letter.is_numbered


def may_enter_own(user, period):
    """The district's own figures, while the period is open."""
    return may_run(user, period.district_id) and period.is_open


def may_receive(user, period):
    """Files of the communes, as long as their figures may still be taken over."""
    return may_run(user, period.district_id) and period.is_open


def may_remind(user, period):
    """The officer reminds communes while they can still send."""
    return may_run(user, period.district_id) and period.is_open


def may_comment(user, period):
    """The leader says what to look at again, once there is something to read."""
    return (
        holds(user, Role.LEADER, period.district_id)
        and period.state != ReportingPeriod.State.PLANNED
    )


def may_take_comment_back(user, comment):
    """Whoever made it, as long as nobody settled it."""
    return comment.by_id == user.pk and comment.is_open


def may_settle_comment(user, comment):
    """The officer, with a word."""
    return may_run(user, comment.period.district_id) and comment.is_open


def may_finalise(user, period):
    """Freeze a copy for signature: once the period is open or closed."""
    return (
        may_run(user, period.district_id)
        and period.state != ReportingPeriod.State.PLANNED
    )


def may_issue(user, issued):
    return (
        may_run(user, issued.period.district_id)
        and issued.state == IssuedReport.State.FOR_SIGNATURE
    )


def may_keep_signed(user, issued):
    """The officer puts signed copies beside what was issued, and hides wrong ones."""
    return (
        may_run(user, issued.period.district_id)
        and issued.state == IssuedReport.State.ISSUED
    )
