//! What should be looked at before the text goes out, in words. `domain::submission::Concern` says what stops a draft.

use backend::{
    Context,
    briefing::briefing,
    review,
    submission::{Card, Consent, Paragraph, Submission},
};
use domain::{
    ids::ParagraphId,
    recommendation, red_flags,
    submission::{Concern, Count, Kind, Section, of_whole, without_notes},
};

use crate::{
    error::AppError,
    i18n::{language_name, t},
    submission::{frame::used, words, write::rule},
};

/// Something to look at before the text goes out.
#[derive(Clone, Debug)]
pub struct Flagged {
    /// What.
    pub concern: Concern,
    /// What, in words.
    pub title: String,
    /// Why it matters, and what to do.
    pub why: String,
    /// The words it is about.
    pub words: String,
    /// The paragraph it is about, where it stands, what it is called.
    pub paragraph: Option<(ParagraphId, Section, String)>,
}

impl Flagged {
    fn about(concern: Concern, paragraph: Option<&Paragraph>, words: String) -> Self {
        let (title, why) = in_words(concern);
        let paragraph = paragraph.map(|p| (p.id, p.section, words::paragraph_label(p)));
        Self { concern, title, why, words, paragraph }
    }
}

/// Looks at a whole submission.
///
/// # Errors
/// The database.
pub async fn look(ctx: &Context, s: &Submission, all: &[Paragraph], cards: &[Card], count: &Count) -> Result<Vec<Flagged>, AppError> {
    let (used, level, _) = used(s, count.body);
    let written = |section| all.iter().any(|p| p.section == section && !p.text.trim().is_empty());
    let staying = cards.iter().filter(|c| !c.may_leave()).count();
    let whole = of_whole(level, written, staying).into_iter().map(|concern| {
        let flagged = Flagged::about(concern, None, String::new());
        match concern {
            Concern::TooLong => Flagged { why: format!("{used} {}", flagged.why), ..flagged },
            Concern::NearLimit => Flagged { why: used.clone(), ..flagged },
            _ => flagged,
        }
    });
    let mut found: Vec<Flagged> = whole.collect();
    for card in cards.iter().filter(|c| c.consent == Consent::NotGiven) {
        let paragraph = card.paragraph.and_then(|p| all.iter().find(|a| a.id == p));
        found.push(Flagged::about(Concern::ConsentNotGiven, paragraph, card.claim.clone()));
    }
    found.extend(red_flags(ctx, s, all, cards).await?);
    if s.language == "en" {
        for p in all.iter().filter(|p| p.kind == Kind::Recommendation && !p.text.trim().is_empty()) {
            let lacks = recommendation::look(&without_notes(&p.text)).into_iter();
            found.extend(lacks.map(|f| Flagged::about(Concern::Recommendation(f.rule), Some(p), f.words)));
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
        let paragraph = flag.paragraph.and_then(|n| all.get(n));
        let concern = Concern::Words(flag.kind);
        match flag.kind {
            // the words are the code of a language
            red_flags::Kind::Language => {
                let why = t!("flag-language-why", language = language_name(&flag.words));
                Flagged { why, ..Flagged::about(concern, paragraph, String::new()) }
            }
            red_flags::Kind::PreferredLanguage => Flagged::about(concern, paragraph, String::new()),
            _ => Flagged::about(concern, paragraph, flag.words),
        }
    };
    Ok(red_flags::look(&draft).into_iter().map(flagged).collect())
}

/// What it is, and why it matters.
fn in_words(concern: Concern) -> (String, String) {
    match concern {
        Concern::TooLong => (t!("flag-too-long"), t!("flag-too-long-why")),
        Concern::NearLimit => (t!("flag-near"), String::new()),
        Concern::EmptySection(section) => (t!("flag-empty-section", section = words::section(section)), words::guide(section)),
        Concern::CardsStay(cards) => (t!("flag-cards-stay", n = cards), t!("flag-cards-stay-why")),
        Concern::ConsentNotGiven => (t!("flag-consent"), t!("flag-consent-why")),
        Concern::Recommendation(lacks) => rule(lacks),
        Concern::Words(kind) => match kind {
            red_flags::Kind::SeveralStates => (t!("flag-several-states"), t!("flag-several-states-why")),
            red_flags::Kind::NamesPerson => (t!("flag-names-person"), t!("flag-names-person-why")),
            red_flags::Kind::TemplateText => (t!("flag-template"), t!("flag-template-why")),
            red_flags::Kind::Language => (t!("flag-language"), String::new()),
            red_flags::Kind::PreferredLanguage => (t!("flag-preferred"), t!("flag-preferred-why")),
            red_flags::Kind::Abusive => (t!("flag-abusive"), t!("flag-abusive-why")),
            red_flags::Kind::TrackedMarks => (t!("flag-marks"), t!("flag-marks-why")),
        },
    }
}
