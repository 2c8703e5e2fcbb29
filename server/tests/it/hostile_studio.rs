//! Submissions, statements, guidance and talks with States, written by people who write markup.

use backend::{
    guidance::{self, Question},
    lobby::{self, NewLetter},
    organisation,
    statement::{self, NewStatement},
    submission::{self, CardForm, List, NewComment, NewSubmission, OutcomeForm, Step},
};
use domain::{
    ids::{FactsheetId, GuidanceId, LetterId, OrganisationId, PersonId, StatementId, SubmissionId},
    submission::{Kind, Section},
};

use crate::{client::Site, hostile_text::HOSTILE};

/// What was written, by its ids.
pub struct Studio {
    pub submission: SubmissionId,
    pub sheet: FactsheetId,
    pub letter: LetterId,
    pub statement: StatementId,
    pub guidance: GuidanceId,
}

/// Text columns that only the studio fills.
pub const COLUMNS: [(&str, &[&str]); 13] = [
    ("submission", &["title"]),
    ("paragraph", &["body"]),
    ("submission_version", &["name"]),
    ("paragraph_comment", &["body", "suggestion"]),
    ("prior_recommendation", &["number", "body", "evidence"]),
    ("evidence_card", &["claim", "source"]),
    ("mentoring", &["question", "answer"]),
    ("statement", &["title", "body", "speaks"]),
    ("guidance", &["title"]),
    ("guidance_message", &["body"]),
    ("briefing_entry", &["question", "answer"]),
    ("factsheet", &["title", "problem", "evidence", "said_before", "asks", "contact"]),
    ("advocacy_letter", &["addressee", "why", "ask"]),
];

const PRIOR: &str = "Number,Recommendation,Recommending State,Position\n120.1,Open more schools,Norway,Supported\n";

/// One of each, with everything that can be written into it.
pub async fn write(site: &Site, ana: PersonId, lamplight: OrganisationId, other: OrganisationId, trainer: PersonId) -> Studio {
    let world = &site.world;
    let hers = world.ctx(ana).await;
    let new = NewSubmission { state: "IRL".into(), joint: true, language: "en".into() };
    let id = submission::begin(&hers, &organisation::load_for(&hers, lamplight).await.unwrap(), &new).await.unwrap();
    let draft = submission::load_for(&hers, id).await.unwrap();
    for (section, kind) in [
        (Section::Who, Kind::Text),
        (Section::Issues, Kind::Heading),
        (Section::Issues, Kind::Text),
        (Section::Recommendations, Kind::Recommendation),
    ] {
        submission::add(&hers, &draft, section, None, kind, HOSTILE).await.unwrap();
    }
    let paragraph = submission::paragraphs(&hers, &draft).await.unwrap().into_iter().find(|p| p.text == HOSTILE).unwrap().id;
    let card =
        CardForm { claim: "x".into(), source: "x".into(), consent: "given".into(), paragraph: Some(paragraph), ..CardForm::default() };
    submission::save_card(&hers, &draft, None, &card).await.unwrap();
    for list in [List::Last, List::Made] {
        submission::bring_list(&hers, &draft, list, PRIOR.as_bytes()).await.unwrap();
    }
    let said = NewComment { text: "x".into(), suggestion: "y".into() };
    submission::comment(&hers, &submission::load_for(&hers, id).await.unwrap(), paragraph, None, &said).await.unwrap();
    submission::keep(&hers, &draft, "x").await.unwrap();
    // it has a text by now
    let draft = submission::load_for(&hers, id).await.unwrap();
    submission::ask(&hers, &draft, "x").await.unwrap();
    let sheet = lobby::begin_sheet(&hers, &draft, "An issue").await.unwrap();
    let letter = NewLetter { state: "NOR".into(), sheet: Some(sheet), addressee: "x".into(), why: "x".into(), ask: "x".into() };
    let letter = lobby::begin_letter(&hers, &draft, &letter).await.unwrap();
    let new = NewStatement { state: "IRL".into(), occasion: "adoption".into() };
    let statement = statement::begin(&hers, &organisation::load_for(&hers, lamplight).await.unwrap(), &new).await.unwrap();
    let speech = statement::load_for(&hers, statement).await.unwrap();
    statement::save(&hers, &speech, 0, HOSTILE).await.unwrap();
    let name = organisation::choices(&hers).await.unwrap().into_iter().find(|(id, _)| *id == other).unwrap().1;
    statement::ask(&hers, &speech, &name).await.unwrap();
    let question = Question { about: "submission".into(), title: "x".into(), text: "x".into(), file: None };
    let asked = guidance::ask(&hers, &organisation::load_for(&hers, lamplight).await.unwrap(), &question).await.unwrap();
    let staff = world.ctx(trainer).await;
    let request = guidance::load_for(&staff, asked).await.unwrap();
    guidance::write(&staff, &guidance::load_for(&staff, asked).await.unwrap(), "x", None).await.unwrap();
    guidance::add_entry(&staff, &request, "x", "x").await.unwrap();
    Studio { submission: id, sheet, letter, statement, guidance: asked }
}

impl Studio {
    /// The pages of the submission, and of its talks with States.
    pub fn pages(&self) -> Vec<String> {
        let sections = ["who", "issues", "recommendations"].map(|section| format!("write/{section}"));
        let rooms = ["read", "team", "history", "history?compare=1", "evidence", "matrix", "mentor", "lobby"].map(str::to_owned);
        let talks = [format!("lobby/pages/{}", self.sheet), format!("lobby/letters/{}", self.letter)];
        let all = sections.into_iter().chain(rooms).chain(talks);
        all.map(|part| format!("/submissions/{}/{part}", self.submission)).collect()
    }
}

/// The submission is handed in, with a word on what shows it.
pub async fn hand_in(site: &Site, ana: PersonId, id: SubmissionId) {
    let hers = site.world.ctx(ana).await;
    let form = OutcomeForm { on: hers.now.date_naive().to_string(), evidence: HOSTILE.into(), ..OutcomeForm::default() };
    submission::record(&hers, &submission::load_for(&hers, id).await.unwrap(), Step::Submitted, &form).await.unwrap();
}
