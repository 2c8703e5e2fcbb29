//! What a trainer opens in a live meeting: kinds, settings, what an answer may be, and what answers add up to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use unicode_normalization::UnicodeNormalization;

use crate::{
    form::{Check, FieldError, FormErrors, limits, line, line_or_empty, number, prose},
    groups::Mix,
    ids::QuestionVersionId,
};

/// Kinds of activities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    /// One of several options.
    PollSingle,
    /// Any of several options.
    PollMultiple,
    /// A number from 1 to 5.
    PollScale,
    /// A free text.
    Text,
    /// Up to three words each, shown by how often they came.
    WordCloud,
    /// Questions of the room, with votes, until they are answered.
    QuestionWall,
    /// Questions of the bank, scored for being right.
    Quiz,
    /// Groups drawn from the roll.
    Groups,
    /// Everybody writes, then the room votes.
    Exercise,
    /// A review, played.
    RolePlay,
}

names!(Kind);

impl Kind {
    /// Whether it can be anonymous: nothing in the database then tells who answered.
    pub fn may_be_anonymous(self) -> bool {
        matches!(self, Kind::PollSingle | Kind::PollMultiple | Kind::PollScale | Kind::Text | Kind::WordCloud | Kind::QuestionWall)
    }

    /// Whether one person gives several answers.
    pub fn takes_many(self) -> bool {
        matches!(self, Kind::QuestionWall | Kind::RolePlay)
    }

    /// Whether the room votes on answers, in this step.
    pub fn votes_in(self, step: u32) -> bool {
        self == Kind::QuestionWall || (self == Kind::Exercise && step == 1)
    }

    /// Whether answers are taken in this step.
    pub fn answers_in(self, step: u32) -> bool {
        match self {
            Kind::Groups => false,
            // in each pair of steps the question is asked, then its answer is shown
            Kind::Quiz => step.is_multiple_of(2),
            Kind::Exercise => step == 0,
            // preparing, presenting, in the dialogue
            Kind::RolePlay => step <= 2,
            _ => true,
        }
    }

    /// The last step: the trainer goes from 0 to it. Polls go from asking to showing what came of it.
    pub fn last_step(self, settings: &Settings) -> u32 {
        match self {
            Kind::Groups | Kind::QuestionWall => 0,
            Kind::Quiz => u32::try_from(settings.questions.len() * 2).unwrap_or(0).saturating_sub(1),
            Kind::Exercise => 2,
            Kind::RolePlay => 4,
            _ => 1,
        }
    }

    /// Whether everybody sees what came of it, in this step.
    pub fn results_in(self, step: u32) -> bool {
        match self {
            Kind::Quiz => !step.is_multiple_of(2),
            Kind::Exercise => step == 2,
            Kind::QuestionWall | Kind::Groups => true,
            Kind::RolePlay => step >= 2,
            _ => step >= 1,
        }
    }
}

/// Points of a scale.
pub const SCALE: u32 = 5;
/// Words a person puts into a cloud.
pub const WORDS: usize = 3;
const WORD_MAX: u32 = 40;
/// Most answers of one person where several are taken.
pub const MANY_MAX: u64 = 20;
const OPTIONS_MAX: usize = 10;
const TEXT_MAX: u32 = limits::LIVE_TEXT;

/// What a kind needs. Stored as one document; what a kind does not use stays empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Options of a poll.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// What 1 means.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub scale_low: String,
    /// What 5 means.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub scale_high: String,
    /// Questions of a live quiz, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<QuestionVersionId>,
    /// How groups are drawn.
    pub mix: Mix,
    /// People in a group.
    pub group_size: u32,
    /// Minutes at hand for a role play.
    pub minutes: u32,
}

/// What the form for an activity holds.
#[derive(Clone, Debug, Default)]
pub struct ActivityForm {
    /// Kind, by name.
    pub kind: String,
    /// Title.
    pub title: String,
    /// Text below it.
    pub prompt: String,
    /// Options, one a line.
    pub options: String,
    /// What 1 means.
    pub scale_low: String,
    /// What 5 means.
    pub scale_high: String,
    /// How groups are drawn.
    pub mix: String,
    /// People in a group.
    pub group_size: String,
    /// Minutes at hand.
    pub minutes: String,
    /// Questions of the bank.
    pub questions: Vec<QuestionVersionId>,
    /// `on` where nobody shall know who answered.
    pub anonymous: String,
}

/// An activity as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Kind.
    pub kind: Kind,
    /// Title.
    pub title: String,
    /// Text below it.
    pub prompt: String,
    /// What the kind needs.
    pub settings: Settings,
    /// Whether nobody shall know who answered.
    pub anonymous: bool,
}

/// Reads the form for an activity.
///
/// # Errors
/// The fields that are wrong.
pub fn read(form: &ActivityForm) -> Result<Written, FormErrors> {
    let mut check = Check::default();
    let kind = check.field("kind", Kind::from_name(form.kind.trim()).ok_or(FieldError::Choice));
    let title = check.field("title", line(&form.title, limits::TITLE));
    let prompt = check.field("prompt", prose(&form.prompt, TEXT_MAX));
    let mut settings = Settings::default();
    match kind {
        Some(Kind::PollSingle | Kind::PollMultiple) => {
            settings.options = check.field("options", options(&form.options)).unwrap_or_default();
        }
        Some(Kind::PollScale) => {
            settings.scale_low = check.field("scale_low", line_or_empty(&form.scale_low, limits::SCALE_END)).unwrap_or_default();
            settings.scale_high = check.field("scale_high", line_or_empty(&form.scale_high, limits::SCALE_END)).unwrap_or_default();
        }
        Some(Kind::Groups) => {
            settings.mix = check.field("mix", Mix::from_name(form.mix.trim()).ok_or(FieldError::Choice)).unwrap_or_default();
            settings.group_size = check.field("group_size", whole(&form.group_size, limits::GROUP.0, limits::GROUP.1)).unwrap_or_default();
        }
        Some(Kind::RolePlay) => {
            settings.minutes = check.field("minutes", whole(&form.minutes, limits::ROLE_PLAY.0, limits::ROLE_PLAY.1)).unwrap_or_default()
        }
        Some(Kind::Quiz) => {
            if form.questions.is_empty() || form.questions.len() > 20 {
                check.note("questions", FieldError::Number { min: 1, max: 20 });
            }
            settings.questions = form.questions.clone();
        }
        _ => {}
    }
    let anonymous = form.anonymous == "on" && kind.is_some_and(Kind::may_be_anonymous);
    let ((kind, title), prompt) = check.done(kind.zip(title).zip(prompt))?;
    Ok(Written { kind, title, prompt, settings, anonymous })
}

fn whole(text: &str, min: i64, max: i64) -> Result<u32, FieldError> {
    number(text, min, max).map(|n| u32::try_from(n).unwrap_or(0))
}

fn options(text: &str) -> Result<Vec<String>, FieldError> {
    let lines: Vec<String> = text.lines().filter(|l| !l.trim().is_empty()).map(|l| line(l, 160)).collect::<Result<_, _>>()?;
    let distinct: std::collections::BTreeSet<&String> = lines.iter().collect();
    if distinct.len() != lines.len() {
        return Err(FieldError::Taken);
    }
    if lines.len() < 2 || lines.len() > OPTIONS_MAX {
        return Err(FieldError::Number { min: 2, max: 10 });
    }
    Ok(lines)
}

/// What a person answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Options by their number from 0; for a scale the point, from 1.
    Choices(Vec<u32>),
    /// Words for a cloud.
    Words(Vec<String>),
    /// A text.
    Text(String),
}

/// What was sent as an answer.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// Chosen numbers.
    pub choices: Vec<u32>,
    /// Text.
    pub text: String,
}

/// Takes what was sent as an answer. `options` is how many there are to choose from (of a quiz's question, those of
/// the question).
///
/// # Errors
/// The field `choice` or `text`.
pub fn accept(kind: Kind, options: usize, sent: &Sent) -> Result<Answer, FormErrors> {
    let choice = |error| FormErrors::one("choice", error);
    let text = |error| FormErrors::one("text", error);
    match kind {
        Kind::PollSingle => match sent.choices.as_slice() {
            [one] if usize::try_from(*one).is_ok_and(|n| n < options) => Ok(Answer::Choices(vec![*one])),
            _ => Err(choice(FieldError::Choice)),
        },
        Kind::PollMultiple | Kind::Quiz => {
            let mut chosen = sent.choices.clone();
            chosen.sort_unstable();
            chosen.dedup();
            let right = chosen.iter().all(|n| usize::try_from(*n).is_ok_and(|n| n < options));
            if chosen.is_empty() || !right { Err(choice(FieldError::Choice)) } else { Ok(Answer::Choices(chosen)) }
        }
        Kind::PollScale => match sent.choices.as_slice() {
            [one] if (1..=SCALE).contains(one) => Ok(Answer::Choices(vec![*one])),
            _ => Err(choice(FieldError::Choice)),
        },
        Kind::WordCloud => {
            let words: Result<Vec<String>, FieldError> =
                sent.text.split([',', ';', '\n', '،', '、']).filter(|w| !w.trim().is_empty()).map(|w| line(w, WORD_MAX)).collect();
            let words = words.map_err(text)?;
            match words.len() {
                0 => Err(text(FieldError::Empty)),
                n if n > WORDS => Err(text(FieldError::Number { min: 1, max: 3 })),
                _ => Ok(Answer::Words(words)),
            }
        }
        Kind::Text | Kind::QuestionWall | Kind::Exercise | Kind::RolePlay => match prose(&sent.text, TEXT_MAX) {
            Ok(t) if t.is_empty() => Err(text(FieldError::Empty)),
            Ok(t) => Ok(Answer::Text(t)),
            Err(error) => Err(text(error)),
        },
        Kind::Groups => Err(choice(FieldError::Choice)),
    }
}

/// What the answers add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many people answered.
    pub answers: u32,
    /// How often each option was chosen; of a scale, each point from 1.
    pub counts: Vec<u32>,
    /// Words, the most frequent first, then by alphabet, as most people wrote them.
    pub words: Vec<(String, u32)>,
}

impl Tally {
    /// The mean of a scale, in hundredths; nothing without answers.
    pub fn mean_hundredths(&self) -> Option<u32> {
        let n: u32 = self.counts.iter().sum();
        let sum: u32 = (1..).zip(&self.counts).map(|(point, count)| point * count).sum();
        (n > 0).then(|| (sum * 100 + n / 2) / n)
    }
}

/// Adds answers up. `options` as in [`accept`].
pub fn tally(kind: Kind, options: usize, answers: &[Answer]) -> Tally {
    let places = if kind == Kind::PollScale { usize::try_from(SCALE).unwrap_or(0) } else { options };
    let first = u32::from(kind == Kind::PollScale);
    let mut counts = vec![0; places];
    let mut spellings: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
    for answer in answers {
        match answer {
            Answer::Choices(chosen) => {
                for n in chosen {
                    let place = n.checked_sub(first).and_then(|n| usize::try_from(n).ok());
                    if let Some(count) = place.and_then(|n| counts.get_mut(n)) {
                        *count += 1;
                    }
                }
            }
            Answer::Words(words) => {
                let mut once: BTreeMap<String, &String> = BTreeMap::new();
                for word in words {
                    once.entry(folded(word)).or_insert(word);
                }
                for (key, word) in once {
                    *spellings.entry(key).or_default().entry(word.clone()).or_default() += 1;
                }
            }
            Answer::Text(_) => {}
        }
    }
    let mut words: Vec<(String, u32)> = spellings
        .into_values()
        .filter_map(|spelled| {
            let n = spelled.values().sum();
            // ties go to the first in the alphabet
            let best = spelled.into_iter().rev().max_by_key(|(_, n)| *n)?;
            Some((best.0, n))
        })
        .collect();
    words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Tally { answers: u32::try_from(answers.len()).unwrap_or(u32::MAX), counts, words }
}

/// A word as it is compared: without case, in one form.
fn folded(word: &str) -> String {
    word.nfkc().collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests;
