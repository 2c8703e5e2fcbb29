//! Help while writing: what a recommendation lacks, what should be looked at before the text goes out. It explains, it
//! stops nobody.

use backend::{
    Context,
    submission::{Card, Consent, Paragraph, Prior, Submission},
};
use domain::{
    ids::ParagraphId,
    submission::{Count, Level, Mark, Section},
};
use leptos::prelude::*;

use super::{frame::used, words};
use crate::{error::AppError, i18n::t};

/// Something to look at before the text goes out.
#[derive(Clone, Debug)]
pub struct Flagged {
    /// What.
    pub title: String,
    /// Why it matters, and what to do.
    pub why: String,
    /// The words it is about.
    pub words: String,
    /// The paragraph it is about, where it stands, what it is called.
    pub paragraph: Option<(ParagraphId, Section, String)>,
    /// Whether a submission with it may be refused.
    pub must: bool,
}

/// Looks at a whole submission.
///
/// # Errors
/// The database.
pub async fn look(_ctx: &Context, s: &Submission, all: &[Paragraph], cards: &[Card], count: &Count) -> Result<Vec<Flagged>, AppError> {
    let mut found = Vec::new();
    let whole = |title, why, must| Flagged { title, why, words: String::new(), paragraph: None, must };
    let (text, level, _) = used(s, count.body);
    match level {
        Level::Over => found.push(whole(t!("flag-too-long"), format!("{text} {}", t!("flag-too-long-why")), true)),
        Level::Near => found.push(whole(t!("flag-near"), text, false)),
        Level::Fine => {}
    }
    for section in Section::ALL.into_iter().filter(|s| s.counts()) {
        if all.iter().all(|p| p.section != section || p.text.trim().is_empty()) {
            found.push(whole(t!("flag-empty-section", section = words::section(section)), words::guide(section), section == Section::Who));
        }
    }
    let stays = cards.iter().filter(|c| !c.may_leave()).count();
    if stays > 0 {
        found.push(whole(t!("flag-cards-stay", n = stays), t!("flag-cards-stay-why"), false));
    }
    for card in cards.iter().filter(|c| c.consent == Consent::NotGiven) {
        let paragraph = card.paragraph.and_then(|p| all.iter().find(|a| a.id == p));
        found.push(Flagged {
            title: t!("flag-consent"),
            why: t!("flag-consent-why"),
            words: card.claim.clone(),
            paragraph: paragraph.map(|p| (p.id, p.section, super::paragraph_view::label(p))),
            must: true,
        });
    }
    Ok(found)
}

/// What a recommendation lacks.
pub fn recommendation_help(_text: &str) -> AnyView {
    ().into_any()
}

/// A first text about the follow-up, from the marks; `None` if nothing is marked.
pub fn follow_up(all: &[Prior]) -> Option<String> {
    let marked: Vec<&Prior> = all.iter().filter(|p| p.mark != Mark::Open).collect();
    if marked.is_empty() {
        return None;
    }
    let count = |mark| u32::try_from(marked.iter().filter(|p| p.mark == mark).count()).unwrap_or(0);
    let mut text = t!(
        "follow-up-sum",
        n = marked.len(),
        done = count(Mark::Implemented),
        partly = count(Mark::Partly),
        not = count(Mark::Not),
        worse = count(Mark::Regressed),
        unknown = count(Mark::Unknown)
    );
    for mark in [Mark::Regressed, Mark::Not, Mark::Partly, Mark::Implemented] {
        for prior in marked.iter().filter(|p| p.mark == mark) {
            let from = [prior.number.clone(), prior.made_by.clone()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
            let from = if from.is_empty() { String::new() } else { format!(" ({from})") };
            let evidence = if prior.evidence.is_empty() { String::new() } else { format!(" {}", prior.evidence.trim()) };
            text.push_str(&format!("\n\n{}{from}: “{}”.{evidence}", words::prior_mark(mark), prior.text.trim_end_matches('.')));
        }
    }
    Some(text)
}
