//! What a mentor looks at in a draft, and how it is graded.

use strum::{EnumString, IntoStaticStr, VariantArray};

/// What is graded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Criterion {
    /// It is about what the review is about, in the period since the last one.
    Relevance,
    /// Every claim has a source.
    Evidence,
    /// Each asks one thing of one actor, and can be checked.
    Recommendations,
    /// It is clear, and short enough.
    Clarity,
    /// Nobody is endangered by it.
    Safety,
}

names!(Criterion);

/// How good it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Grade {
    /// It must be worked on before it is handed in.
    Rework,
    /// It can go, and would be better with more work.
    Nearly,
    /// It can go as it is.
    Ready,
}

names!(Grade);
