//! Help while writing: what a recommendation lacks, what should be looked at before the text goes out. It explains, it
//! stops nobody.

use backend::{
    Context,
    briefing::briefing,
    review,
    submission::{Card, Consent, Paragraph, Prior, Submission},
};
use domain::{
    ids::ParagraphId,
    recommendation::{self, Rule},
    red_flags,
    submission::{Count, Kind, Level, Mark, Section, without_notes},
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
pub async fn look(ctx: &Context, s: &Submission, all: &[Paragraph], cards: &[Card], count: &Count) -> Result<Vec<Flagged>, AppError> {
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
            paragraph: paragraph.map(|p| (p.id, p.section, words::paragraph_label(p))),
            must: true,
        });
    }
    found.extend(red_flags(ctx, s, all, cards).await?);
    if s.language == "en" {
        let weak = all.iter().filter(|p| p.kind == Kind::Recommendation && !p.text.trim().is_empty());
        for p in weak {
            for finding in recommendation::look(&without_notes(&p.text)) {
                let (title, why) = rule(finding.rule);
                found.push(Flagged {
                    title,
                    why,
                    words: finding.words,
                    paragraph: Some((p.id, p.section, words::paragraph_label(p))),
                    must: false,
                });
            }
        }
    }
    Ok(found)
}

/// What the words themselves tell: other States, names, leftovers, the language.
async fn red_flags(ctx: &Context, s: &Submission, all: &[Paragraph], cards: &[Card]) -> Result<Vec<Flagged>, AppError> {
    let countries = review::countries(ctx).await?;
    let states: Vec<&str> = countries.iter().map(|c| c.name.as_str()).collect();
    let texts: Vec<String> = all.iter().map(|p| without_notes(&p.text)).collect();
    let agreed = |p: &Paragraph| cards.iter().any(|c| c.paragraph == Some(p.id) && c.consent == Consent::Given);
    let paragraphs: Vec<red_flags::Paragraph> =
        all.iter().zip(&texts).enumerate().map(|(id, (p, text))| red_flags::Paragraph { id, text, consent: agreed(p) }).collect();
    let examples: Vec<String> = Section::ALL.into_iter().map(words::example).collect();
    let outline = briefing().template("outline").map(|t| t.markdown.as_str());
    let templates: Vec<&str> = examples.iter().map(String::as_str).chain(outline).collect();
    let draft =
        red_flags::Draft { state: &s.review.state, states: &states, language: &s.language, paragraphs: &paragraphs, templates: &templates };
    let flagged = |flag: red_flags::Flag| {
        let language = |words: &str| crate::i18n::language_name(words);
        let (title, why, shown, must) = match flag.kind {
            red_flags::Kind::SeveralStates => (t!("flag-several-states"), t!("flag-several-states-why"), flag.words, true),
            red_flags::Kind::NamesPerson => (t!("flag-names-person"), t!("flag-names-person-why"), flag.words, false),
            red_flags::Kind::TemplateText => (t!("flag-template"), t!("flag-template-why"), flag.words, false),
            red_flags::Kind::Language => {
                (t!("flag-language"), t!("flag-language-why", language = language(&flag.words)), String::new(), true)
            }
            red_flags::Kind::PreferredLanguage => (t!("flag-preferred"), t!("flag-preferred-why"), String::new(), false),
            red_flags::Kind::Abusive => (t!("flag-abusive"), t!("flag-abusive-why"), flag.words, true),
            red_flags::Kind::TrackedMarks => (t!("flag-marks"), t!("flag-marks-why"), flag.words, false),
        };
        let paragraph = flag.paragraph.and_then(|n| all.get(n)).map(|p| (p.id, p.section, words::paragraph_label(p)));
        Flagged { title, why, words: shown, paragraph, must }
    };
    Ok(red_flags::look(&draft).into_iter().map(flagged).collect())
}

/// What a rule of the workbench says, and why.
fn rule(rule: Rule) -> (String, String) {
    match rule {
        Rule::NoVerb => (t!("rule-no-verb"), t!("rule-no-verb-why")),
        Rule::WeakVerb => (t!("rule-weak-verb"), t!("rule-weak-verb-why")),
        Rule::SeveralActions => (t!("rule-several-actions"), t!("rule-several-actions-why")),
        Rule::NoActor => (t!("rule-no-actor"), t!("rule-no-actor-why")),
        Rule::SeveralActors => (t!("rule-several-actors"), t!("rule-several-actors-why")),
        Rule::NoTime => (t!("rule-no-time"), t!("rule-no-time-why")),
        Rule::NotMeasurable => (t!("rule-not-measurable"), t!("rule-not-measurable-why")),
        Rule::TooLong => (t!("rule-too-long"), t!("rule-too-long-why", n = recommendation::WORDS)),
    }
}

/// What a recommendation lacks, beside it while it is written.
pub fn recommendation_help(text: &str) -> AnyView {
    let text = without_notes(text);
    if !recommendation::can_judge(&text) {
        return ().into_any();
    }
    let findings = recommendation::look(&text);
    if findings.is_empty() {
        return view! { <p class="help good small">{t!("rule-good")}</p> }.into_any();
    }
    let rows = findings
        .into_iter()
        .map(|f| {
            let (title, why) = rule(f.rule);
            let words = (!f.words.is_empty()).then(|| view! { " "<q data-content=""><bdi>{f.words}</bdi></q> });
            view! { <li><strong>{title}</strong>{words}" "<span class="muted">{why}</span></li> }
        })
        .collect_view();
    view! { <div class="help small"><p>{t!("rule-lead")}</p><ul>{rows}</ul></div> }.into_any()
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
