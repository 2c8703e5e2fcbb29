//! What a question is, and when it is well formed.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::{normal_text, read_numbers};

/// A question: its text, what it asks for, and the general feedback. The texts are Markdown in a file and
/// safe HTML in the database; the shape is the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The question itself.
    pub text: String,
    /// Feedback for everybody, shown with the key.
    #[serde(default)]
    pub feedback: String,
    /// What it asks for, with its key.
    #[serde(flatten)]
    pub shape: Shape,
}

/// What a question asks for, with its key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Shape {
    /// One option is to be chosen.
    Single {
        /// In the author's order.
        options: Vec<Choice>,
    },
    /// Several options may be chosen.
    Multiple {
        /// In the author's order.
        options: Vec<Choice>,
    },
    /// A statement, right or wrong: exactly two options, never shuffled.
    TrueFalse {
        /// “True” first.
        options: Vec<Choice>,
    },
    /// A word or two, matched exactly after normalisation ([`super::normal_text`]).
    ShortText {
        /// Accepted answers and anticipated mistakes.
        answers: Vec<Accepted>,
    },
    /// A number within a tolerance.
    Number {
        /// Accepted values; the best of those that fit counts.
        answers: Vec<NumberAnswer>,
    },
    /// Every left side has one right side.
    Matching {
        /// The pairs.
        pairs: Vec<Pair>,
        /// Right sides that fit nothing.
        #[serde(default)]
        distractors: Vec<String>,
    },
    /// Items to be put in order.
    Ordering {
        /// In the right order.
        items: Vec<String>,
    },
    /// Gaps in a sentence: the text holds `{1}`, `{2}` …
    Gaps {
        /// One for each marker.
        gaps: Vec<Gap>,
    },
    /// An open answer, graded by a trainer.
    Open {
        /// The rubric.
        criteria: Vec<Criterion>,
        /// What a good answer looks like, shown with the result.
        #[serde(default)]
        model_answer: String,
    },
    /// A text between questions; nothing is asked and nothing counts.
    Description,
}

/// Share of the points, in hundred-thousandths of a per cent: 100 % is 10 000 000. Written as per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[serde(from = "f64", into = "f64")]
pub struct Credit(pub i64);

impl Credit {
    /// All points.
    pub const FULL: Credit = Credit(10_000_000);
    /// No points.
    pub const NONE: Credit = Credit(0);

    /// A share of so many.
    pub fn share(of: usize) -> Self {
        Self(i64::try_from(of).ok().and_then(|n| Self::FULL.0.checked_div(n)).unwrap_or(0))
    }

    /// The same, to be taken away.
    pub fn negative(self) -> Self {
        Self(-self.0)
    }
}

impl From<f64> for Credit {
    #[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "clamped to ±100 per cent before")]
    fn from(percent: f64) -> Self {
        Self((percent.clamp(-100.0, 100.0) * 100_000.0).round() as i64)
    }
}

impl From<Credit> for f64 {
    #[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "at most ten million")]
    fn from(credit: Credit) -> f64 {
        credit.0 as f64 / 100_000.0
    }
}

/// An option to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What is read.
    pub text: String,
    /// What choosing it gives or takes.
    pub credit: Credit,
    /// Feedback for who chose it.
    #[serde(default)]
    pub feedback: String,
}

impl Choice {
    /// Whether choosing it is right.
    pub fn is_right(&self) -> bool {
        self.credit > Credit::NONE
    }
}

/// A text that is accepted, or an anticipated mistake (no credit).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// The text; plain.
    pub text: String,
    /// What it gives.
    pub credit: Credit,
    /// Feedback for who wrote it.
    #[serde(default)]
    pub feedback: String,
}

/// A value that is accepted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NumberAnswer {
    /// The value.
    pub value: f64,
    /// How far from it still fits, in the same unit.
    #[serde(default)]
    pub tolerance: f64,
    /// What it gives.
    pub credit: Credit,
    /// Feedback for who wrote it.
    #[serde(default)]
    pub feedback: String,
}

impl Accepted {
    /// Whether this is what was written, after normalisation.
    pub fn fits(&self, given: &str) -> bool {
        normal_text(&self.text) == normal_text(given)
    }
}

impl NumberAnswer {
    /// Whether a number as typed is near enough. A billionth is forgiven: decimal numbers are not exact in binary.
    pub fn fits(&self, given: &str) -> bool {
        let dust = self.value.abs().max(1.0) * 1e-9;
        read_numbers(given).iter().any(|n| (n - self.value).abs() <= self.tolerance + dust)
    }
}

impl Gap {
    /// Whether this may stand in the gap, after normalisation.
    pub fn fits(&self, given: &str) -> bool {
        self.accept.iter().any(|a| normal_text(a) == normal_text(given))
    }
}

/// A pair of a matching question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// Shown in order.
    pub left: String,
    /// To be found.
    pub right: String,
}

/// A gap in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// What to choose from; empty: it is typed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// What is accepted.
    pub accept: Vec<String>,
}

/// A criterion of a rubric.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// What is looked for.
    pub text: String,
    /// Points it can give.
    pub points: u32,
}

/// The kind of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray)]
#[expect(missing_docs, reason = "the variants of Shape say what they are")]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    Single,
    Multiple,
    TrueFalse,
    ShortText,
    Number,
    Matching,
    Ordering,
    Gaps,
    Open,
    Description,
}

names!(Kind);

/// What is wrong with a question as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// Nothing is asked.
    #[error("has no text")]
    NoText,
    /// Fewer than two options, pairs or items.
    #[error("needs at least two options")]
    TooFewOptions,
    /// More than can be shown on a phone.
    #[error("has more than twenty options")]
    TooManyOptions,
    /// A true/false question has exactly two.
    #[error("a true/false question has exactly two options")]
    NotTwoOptions,
    /// Single choice and true/false have exactly one option that gives all points.
    #[error("needs exactly one right option")]
    NotOneRight,
    /// The options chosen rightly do not add up to all points.
    #[error("needs at least one right and one wrong option, and the right ones must add up to 100 per cent")]
    NoneRightOrAll,
    /// No answer gives all points.
    #[error("has no right answer")]
    NoRightAnswer,
    /// A text is empty.
    #[error("has an empty option or answer")]
    EmptyOption,
    /// Two options, items or right sides are the same.
    #[error("has the same option twice")]
    SameTwice,
    /// A tolerance below zero, or a number that is none.
    #[error("has a number or a tolerance that is not possible")]
    NotANumber,
    /// Markers in the text and gaps do not agree.
    #[error("the markers {{1}}, {{2}} … in the text and the gaps do not agree")]
    Markers,
    /// What is accepted is not among the choices.
    #[error("a gap accepts what is not among its choices")]
    NotAmongChoices,
    /// A rubric without points.
    #[error("needs a rubric: criteria with points")]
    NoRubric,
}

/// The numbers of the markers `{1}`, `{2}` … in a text, in order.
pub fn gap_markers(text: &str) -> Vec<usize> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')?.0.parse().ok()).collect()
}

impl Question {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self.shape {
            Shape::Single { .. } => Kind::Single,
            Shape::Multiple { .. } => Kind::Multiple,
            Shape::TrueFalse { .. } => Kind::TrueFalse,
            Shape::ShortText { .. } => Kind::ShortText,
            Shape::Number { .. } => Kind::Number,
            Shape::Matching { .. } => Kind::Matching,
            Shape::Ordering { .. } => Kind::Ordering,
            Shape::Gaps { .. } => Kind::Gaps,
            Shape::Open { .. } => Kind::Open,
            Shape::Description => Kind::Description,
        }
    }

    /// Its options, if it has some.
    pub fn options(&self) -> &[Choice] {
        match &self.shape {
            Shape::Single { options } | Shape::Multiple { options } | Shape::TrueFalse { options } => options,
            _ => &[],
        }
    }

    /// Right sides of a matching question as they are numbered: those of the pairs, then the distractors.
    pub fn right_sides(&self) -> Vec<&str> {
        match &self.shape {
            Shape::Matching { pairs, distractors } => {
                pairs.iter().map(|p| p.right.as_str()).chain(distractors.iter().map(String::as_str)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Is it well formed?
    ///
    /// # Errors
    /// The first flaw found.
    pub fn check(&self) -> Result<(), Flaw> {
        if self.text.trim().is_empty() {
            return Err(Flaw::NoText);
        }
        match &self.shape {
            Shape::Single { options } => one_right(options),
            Shape::TrueFalse { options } if options.len() != 2 => Err(Flaw::NotTwoOptions),
            Shape::TrueFalse { options } => one_right(options),
            Shape::Multiple { options } => {
                texts(options.iter().map(|o| o.text.as_str()), 2)?;
                let sum: i64 = options.iter().filter(|o| o.is_right()).map(|o| o.credit.0).sum();
                let all_right = options.iter().all(Choice::is_right);
                // thirds do not add up exactly: within a thousandth of a per cent
                require(!all_right && (sum - Credit::FULL.0).abs() <= 100, Flaw::NoneRightOrAll)
            }
            Shape::ShortText { answers } => {
                texts(answers.iter().map(|a| a.text.as_str()), 1)?;
                require(answers.iter().any(|a| a.credit == Credit::FULL), Flaw::NoRightAnswer)
            }
            Shape::Number { answers } => {
                require(answers.iter().any(|a| a.credit == Credit::FULL), Flaw::NoRightAnswer)?;
                let possible = |a: &NumberAnswer| a.value.is_finite() && a.tolerance.is_finite() && a.tolerance >= 0.0;
                require(answers.iter().all(possible), Flaw::NotANumber)
            }
            Shape::Matching { pairs, distractors } => {
                texts(pairs.iter().map(|p| p.left.as_str()), 2)?;
                texts(pairs.iter().map(|p| p.right.as_str()).chain(distractors.iter().map(String::as_str)), 2)
            }
            Shape::Ordering { items } => texts(items.iter().map(String::as_str), 2),
            Shape::Gaps { gaps } => {
                let expected: Vec<usize> = (1..=gaps.len()).collect();
                require(!gaps.is_empty() && gap_markers(&self.text) == expected, Flaw::Markers)?;
                require(gaps.iter().all(|g| !g.accept.is_empty()), Flaw::NoRightAnswer)?;
                require(gaps.iter().flat_map(|g| &g.accept).all(|a| !a.trim().is_empty()), Flaw::EmptyOption)?;
                let among = |g: &Gap| g.choices.is_empty() || g.accept.iter().all(|a| g.choices.contains(a));
                require(gaps.iter().all(among), Flaw::NotAmongChoices)
            }
            Shape::Open { criteria, .. } => {
                let good = !criteria.is_empty() && criteria.iter().all(|c| !c.text.trim().is_empty() && (1..=100).contains(&c.points));
                require(good, Flaw::NoRubric)
            }
            Shape::Description => Ok(()),
        }
    }
}

fn require(good: bool, flaw: Flaw) -> Result<(), Flaw> {
    if good { Ok(()) } else { Err(flaw) }
}

fn texts<'a>(texts: impl Iterator<Item = &'a str>, at_least: usize) -> Result<(), Flaw> {
    let mut all: Vec<&str> = texts.map(str::trim).collect();
    require(all.len() >= at_least, if at_least > 1 { Flaw::TooFewOptions } else { Flaw::NoRightAnswer })?;
    require(all.len() <= 20, Flaw::TooManyOptions)?;
    require(all.iter().all(|t| !t.is_empty()), Flaw::EmptyOption)?;
    all.sort_unstable();
    require(all.windows(2).all(|w| w.first() != w.last()), Flaw::SameTwice)
}

fn one_right(options: &[Choice]) -> Result<(), Flaw> {
    texts(options.iter().map(|o| o.text.as_str()), 2)?;
    require(options.iter().filter(|o| o.credit == Credit::FULL).count() == 1, Flaw::NotOneRight)
}
