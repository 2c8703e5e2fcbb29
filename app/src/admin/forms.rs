//! What the forms of the administrator hold.

use domain::{
    form::{Name, limits},
    ids::{CertificateId, HistoricCountId, ImportFileId, MergeId, OrganisationId, PersonId, ProgrammeId, ReviewId, TrainingRecordId},
    review::Step,
};

use crate::{
    error::conflicts,
    href,
    i18n::t,
    server::form::{Code, Day, Each, Id, Line, Maybe, Number, Paragraph, Slug, form},
};

fn person(id: Id<PersonId>) -> String {
    id.page(href::person, href::ADMIN_PEOPLE)
}

/// The cycle and number of a session: `4-54`.
pub(super) fn session(key: &str) -> Option<(u32, u32)> {
    key.split_once('-').and_then(|(cycle, session)| Some((cycle.parse().ok()?, session.parse().ok()?)))
}

fn session_page(key: &str) -> String {
    session(key).map_or_else(|| href::ADMIN_CALENDAR.to_owned(), |(c, s)| format!("{}/{c}-{s}", href::ADMIN_CALENDAR))
}

fn review(id: Id<ReviewId>) -> String {
    id.page(|id| format!("{}/states/{id}", href::ADMIN_CALENDAR), href::ADMIN_CALENDAR)
}

/// Days of the steps of a review: `hearing_from`, `hearing_until`.
type Dates = Each<Day>;
const DATES: Name = Name::OneOf(is_date);

fn is_date(name: &str) -> bool {
    let step = name.strip_suffix("_from").or_else(|| name.strip_suffix("_until"));
    step.is_some_and(|step| Step::ALL.into_iter().any(|s| s.name() == step))
}

form! {
    /// A new organisation.
    CreateOrganisation { name: Line<{ limits::ORGANISATION }>, country: Code }
    |f| "organisation" => href::ADMIN_ORGANISATIONS;

    /// An invitation link for a trainer or administrator.
    InviteStaff { role: Code }
    |f| "invite_staff" => href::ADMIN_PEOPLE;

    /// A historic count.
    AddHistory {
        measure: Code, count: Number<{ limits::COUNT.0 }, { limits::COUNT.1 }>, from: Day, until: Day, source: Line<{ limits::SOURCE }>,
    }
    |f| "history" => href::ADMIN_HISTORY;

    /// A historic count that is taken back.
    WithdrawHistory { count: Id<HistoricCountId> }
    |f| "withdraw_history" => href::ADMIN_HISTORY;

    /// The dates that reviews of a session share.
    ChangeSession { session_key: Slug, revision: Code, dates: Dates = DATES, source: Line<{ limits::DATE_SOURCE }>, confidence: Code }
    |f| "session" => session_page(&f.session_key);

    /// The dates of a session, looked at again.
    CheckAgain { session_key: Slug }
    |f| "check_again" => session_page(&f.session_key);

    /// One review.
    ChangeReview {
        review: Id<ReviewId>, revision: Code, session: Number<{ limits::SESSION.0 }, { limits::SESSION.1 }>,
        adoption_session: Maybe<Line<{ limits::ADOPTION }>>, special: Code, note: Maybe<Paragraph<{ limits::SPECIAL }>>,
        dates: Dates = DATES, source: Line<{ limits::DATE_SOURCE }>, confidence: Code,
    }
    |f| "review" => review(f.review);

    /// A link for the page of a State.
    AddLink { review: Id<ReviewId>, state: Slug, title: Line<{ limits::TITLE }>, url: Line<{ limits::WEB_ADDRESS }> }
    |f| "link" => review(f.review);

    /// A link that is taken away.
    RemoveLink { link: Code, review: Id<ReviewId> }
    |f| "link" => review(f.review);

    /// A record that is taken back, or put in force again.
    CorrectRecord { person: Id<PersonId>, record: Id<TrainingRecordId>, what: Code, reason: Line<{ limits::REASON }> }
    |f| f.record.maybe().map_or_else(|| "correct".to_owned(), |record| format!("correct-{record}")) => person(f.person);

    /// Somebody's name, or an alias.
    RenamePerson { person: Id<PersonId>, name: Line<{ limits::PERSON }>, alias: Code }
    |f| "rename" => person(f.person);

    /// A record from history.
    EnterRecord { person: Id<PersonId>, on: Day, source: Line<{ limits::SOURCE }> }
    |f| "enter_record" => person(f.person);

    /// An organisation that somebody belongs to.
    AddMembership { person: Id<PersonId>, organisation: Code, from: Day }
    |f| "membership" => person(f.person);

    /// An organisation that somebody leaves.
    EndMembership { organisation: Id<OrganisationId>, person: Id<PersonId> }
    |f| "end_membership" => f.organisation.page(href::organisation, href::HOME);

    /// Two entries for one person, to be merged. The one that stays may be pasted as an address.
    MergePersons {
        person: Id<PersonId>,
        merged: Id<PersonId>,
        kept: Line<{ limits::WEB_ADDRESS }>,
        reason: Maybe<Line<{ limits::REASON }>>,
        back: Code,
    }
    |f| "merge" => if &*f.back == "duplicates" { href::ADMIN_DUPLICATES.to_owned() } else { person(f.person) };

    /// A merge that is undone.
    UndoMerge { person: Id<PersonId>, merge: Id<MergeId> }
    |f| "merge" => person(f.person);

    /// Two persons who are two.
    DismissDuplicate { one: Id<PersonId>, other: Id<PersonId> }
    |f| "merge" => href::ADMIN_DUPLICATES;

    /// Pairs are looked for.
    LookForDuplicates {}
    |f| "merge" => href::ADMIN_DUPLICATES;

    /// Somebody who asked to be erased, and their name, to be sure.
    ErasePerson { person: Id<PersonId>, sure: Maybe<Line<{ limits::PERSON }>> }
    |f| "erase" => person(f.person);

    /// A file to be looked at.
    UploadImport { kind: Code }
    |f| "import" => href::ADMIN_IMPORT;

    /// A file that is brought in.
    BringIn { file: Id<ImportFileId> }
    |f| "import" => href::ADMIN_IMPORT;

    /// A file that is put away.
    DiscardImport { file: Id<ImportFileId> }
    |f| "import" => href::ADMIN_IMPORT;

    /// A certificate that is taken back.
    RevokeCertificate { person: Id<PersonId>, certificate: Id<CertificateId>, reason: Code }
    |f| "revoke" => person(f.person);

    /// A certificate for a record that has none.
    IssueCertificate { person: Id<PersonId>, record: Id<TrainingRecordId> }
    |f| "correct" => person(f.person);

    /// A training rule.
    SaveRule {
        programme: Id<ProgrammeId>, base: Code, workshop_percent: Number<{ limits::PERCENT.0 }, { limits::PERCENT.1 }>,
        late_limit_minutes: Number<{ limits::LATE.0 }, { limits::LATE.1 }>, modules: Each<Code> = Name::Begins("module-"),
        reason: Line<{ limits::REASON }>,
    }
    |f| "rule" => href::ADMIN_PROGRAMMES;

    /// How long certificates hold and who issues them.
    SaveProgramme {
        programme: Id<ProgrammeId>, network_name: Line<{ limits::NETWORK }>,
        certificate_months: Maybe<Number<{ limits::MONTHS.0 }, { limits::MONTHS.1 }>>,
    }
    |f| "programme" => href::ADMIN_PROGRAMMES;

    /// The texts of certificates in one language.
    SaveTemplate {
        programme: Id<ProgrammeId>, language: Slug, title: Line<{ limits::HEADING }>, statement: Line<{ limits::CERTIFIES }>,
        signatory: Maybe<Line<{ limits::SIGNATORY }>>,
    }
    |f| "template" => format!("{}?language={}", href::ADMIN_PROGRAMMES, &*f.language);
}

conflicts! {
    SamePerson => t!("problem-same-person"),
    MergesStaff => t!("problem-merges-staff"),
    BothInWorkshop => t!("problem-both-in-workshop"),
    Erased => t!("problem-erased"),
    RecordThere => t!("problem-record-there"),
    LastAdministrator => t!("problem-last-administrator"),
    RuleNobodyMeets => t!("problem-rule-nobody-meets"),
    RuleChanged => t!("problem-rule-changed"),
    ImportGone => t!("problem-import-gone"),
}
