//! Words for the codes of the studio.

use backend::submission::{Certainty, Consent, Paragraph, Reason, Role, Step};
use domain::submission::{Criterion, Grade, Kind, Mark, Position, Section, Status};
use paper::docx_read::LeftOut;

use crate::i18n::t;

pub fn section(section: Section) -> String {
    match section {
        Section::Who => t!("section-who"),
        Section::Method => t!("section-method"),
        Section::FollowUp => t!("section-follow-up"),
        Section::Issues => t!("section-issues"),
        Section::Recommendations => t!("section-recommendations"),
        Section::Annex => t!("section-annex"),
    }
}

/// What belongs in a section, in a few lines.
pub fn guide(section: Section) -> String {
    match section {
        Section::Who => t!("guide-who"),
        Section::Method => t!("guide-method"),
        Section::FollowUp => t!("guide-follow-up"),
        Section::Issues => t!("guide-issues"),
        Section::Recommendations => t!("guide-recommendations"),
        Section::Annex => t!("guide-annex"),
    }
}

/// An example of how such a section can begin.
pub fn example(section: Section) -> String {
    match section {
        Section::Who => t!("example-who"),
        Section::Method => t!("example-method"),
        Section::FollowUp => t!("example-follow-up"),
        Section::Issues => t!("example-issues"),
        Section::Recommendations => t!("example-recommendations"),
        Section::Annex => t!("example-annex"),
    }
}

pub fn paragraph_kind(kind: Kind) -> String {
    match kind {
        Kind::Text => t!("kind-paragraph"),
        Kind::Heading => t!("kind-heading"),
        Kind::Recommendation => t!("kind-recommendation"),
    }
}

/// What a paragraph is called: its kind, and its number where it has one.
pub fn paragraph_label(p: &Paragraph) -> String {
    match (p.kind, p.number) {
        (Kind::Heading, _) => t!("kind-heading"),
        (kind, Some(n)) => t!("paragraph-number", kind = paragraph_kind(kind), n = n),
        (kind, None) => paragraph_kind(kind),
    }
}

pub fn status(status: Status) -> String {
    match status {
        Status::Planned => t!("status-planned"),
        Status::Drafting => t!("status-drafting"),
        Status::InReview => t!("status-in-review"),
        Status::SignedOff => t!("status-signed-off"),
        Status::Submitted => t!("status-submitted"),
        Status::Published => t!("status-published"),
    }
}

pub fn team_role(role: Role) -> String {
    match role {
        Role::Lead => t!("team-lead"),
        Role::Contributor => t!("team-contributor"),
        Role::Reader => t!("team-reader"),
    }
}

pub fn reason(reason: Reason) -> String {
    match reason {
        Reason::Kept => t!("reason-kept"),
        Reason::Automatic => t!("reason-automatic"),
        Reason::Review => t!("reason-review"),
        Reason::Signed => t!("reason-signed"),
        Reason::Import => t!("reason-import"),
        Reason::BeforeRestore => t!("reason-before-restore"),
        Reason::Submitted => t!("reason-submitted"),
    }
}

pub fn consent(consent: Consent) -> String {
    match consent {
        Consent::NotNeeded => t!("consent-not-needed"),
        Consent::Given => t!("consent-given"),
        Consent::NotGiven => t!("consent-not-given"),
    }
}

pub fn prior_mark(mark: Mark) -> String {
    match mark {
        Mark::Open => t!("prior-open"),
        Mark::Implemented => t!("prior-implemented"),
        Mark::Partly => t!("prior-partly"),
        Mark::Not => t!("prior-not"),
        Mark::Regressed => t!("prior-regressed"),
        Mark::Unknown => t!("prior-unknown"),
    }
}

pub fn position(position: Position) -> String {
    match position {
        Position::Supported => t!("position-supported"),
        Position::Noted => t!("position-noted"),
        Position::Unknown => t!("position-unknown"),
    }
}

pub fn criterion(criterion: Criterion) -> (String, String) {
    match criterion {
        Criterion::Relevance => (t!("criterion-relevance"), t!("criterion-relevance-hint")),
        Criterion::Evidence => (t!("criterion-evidence"), t!("criterion-evidence-hint")),
        Criterion::Recommendations => (t!("criterion-recommendations"), t!("criterion-recommendations-hint")),
        Criterion::Clarity => (t!("criterion-clarity"), t!("criterion-clarity-hint")),
        Criterion::Safety => (t!("criterion-safety"), t!("criterion-safety-hint")),
    }
}

pub fn grade(grade: Grade) -> String {
    match grade {
        Grade::Rework => t!("grade-rework"),
        Grade::Nearly => t!("grade-nearly"),
        Grade::Ready => t!("grade-ready"),
    }
}

pub fn step(step: Step) -> String {
    match step {
        Step::Submitted => t!("outcome-submitted"),
        Step::Published => t!("outcome-published"),
        Step::Cited => t!("outcome-cited"),
        Step::Recommended => t!("outcome-recommended"),
        Step::Supported => t!("outcome-supported"),
        Step::FollowedUp => t!("outcome-followed-up"),
    }
}

pub fn certainty(certainty: Certainty) -> String {
    match certainty {
        Certainty::Declared => t!("certainty-declared"),
        Certainty::Documented => t!("certainty-documented"),
        Certainty::Matched => t!("certainty-matched"),
    }
}

/// That a document came in, and what it had that a submission does not keep.
pub fn document_brought(count: u32, left: &[LeftOut]) -> String {
    let name = |what: &LeftOut| match what {
        LeftOut::TrackedChanges => t!("left-tracked"),
        LeftOut::Comments => t!("left-comments"),
        LeftOut::Tables => t!("left-tables"),
        LeftOut::Images => t!("left-images"),
        LeftOut::TextBoxes => t!("left-boxes"),
        LeftOut::Contents => t!("left-contents"),
        LeftOut::Symbols => t!("left-symbols"),
        LeftOut::Hidden => t!("left-hidden"),
    };
    let left: Vec<String> = left.iter().map(name).collect();
    let brought = t!("studio-document-brought", n = count);
    if left.is_empty() { brought } else { format!("{brought} {}", t!("studio-left-out", what = left.join("; "))) }
}

/// The name of a section in the language of a submission: it stands in the document.
pub fn section_in(section: Section, language: &str) -> String {
    let names = match language {
        "fr" => ["Qui nous sommes", "Méthode", "Suite donnée au cycle précédent", "Questions", "Recommandations", "Annexe"],
        "es" => ["Quiénes somos", "Método", "Seguimiento del ciclo anterior", "Cuestiones", "Recomendaciones", "Anexo"],
        "ar" => ["من نحن", "المنهجية", "متابعة الدورة السابقة", "القضايا", "التوصيات", "المرفق"],
        "ru" => ["Кто мы", "Методология", "Выполнение рекомендаций прошлого цикла", "Вопросы", "Рекомендации", "Приложение"],
        "zh" => ["我们是谁", "方法", "上一轮审议的后续情况", "议题", "建议", "附件"],
        _ => ["Who we are", "Method", "Follow-up to the last cycle", "Issues", "Recommendations", "Annex"],
    };
    Section::ALL.iter().zip(names).find(|(s, _)| **s == section).map(|(_, name)| name.to_owned()).unwrap_or_default()
}

/// What a document is, in its language.
pub fn subtitle_in(language: &str, state: &str, session: u32) -> String {
    match language {
        "fr" => format!("Communication pour l’Examen périodique universel : {state}, session {session} du Groupe de travail"),
        "es" => format!("Contribución al Examen Periódico Universal: {state}, período de sesiones {session} del Grupo de Trabajo"),
        "ar" => format!("مساهمة في الاستعراض الدوري الشامل: {state}، الدورة {session} للفريق العامل"),
        "ru" => format!("Материал для Универсального периодического обзора: {state}, {session}-я сессия Рабочей группы"),
        "zh" => format!("普遍定期审议提交材料：{state}，工作组第{session}届会议"),
        _ => format!("Submission to the Universal Periodic Review: {state}, session {session} of the Working Group"),
    }
}
