//! What a mentor looks at in a draft, and how it is graded.

/// What is graded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

impl Criterion {
    /// All of them.
    pub const ALL: [Criterion; 5] =
        [Criterion::Relevance, Criterion::Evidence, Criterion::Recommendations, Criterion::Clarity, Criterion::Safety];

    /// The name in the database and in forms.
    pub fn name(self) -> &'static str {
        match self {
            Criterion::Relevance => "relevance",
            Criterion::Evidence => "evidence",
            Criterion::Recommendations => "recommendations",
            Criterion::Clarity => "clarity",
            Criterion::Safety => "safety",
        }
    }

    /// The criterion of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.name() == name)
    }
}

/// How good it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// It must be worked on before it is handed in.
    Rework,
    /// It can go, and would be better with more work.
    Nearly,
    /// It can go as it is.
    Ready,
}

impl Grade {
    /// All of them.
    pub const ALL: [Grade; 3] = [Grade::Rework, Grade::Nearly, Grade::Ready];

    /// The name in the database and in forms.
    pub fn name(self) -> &'static str {
        match self {
            Grade::Rework => "rework",
            Grade::Nearly => "nearly",
            Grade::Ready => "ready",
        }
    }

    /// The grade of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|g| g.name() == name)
    }
}
