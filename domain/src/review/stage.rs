//! Where a State stands on the way from two years before its review to the next, and what an organisation can do there.

use chrono::NaiveDate;
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::{
    Review, Sessions, Span, Step, rules,
    timeline::{apply, start_span},
    when,
};

/// A step of engaging with a review, in order. Several are open at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Stage {
    /// Follow up on the last recommendations, find partners, divide themes.
    Prepare,
    /// Take part in the State's consultation for its report.
    Consultation,
    /// Write and hand in a submission.
    Submission,
    /// Read the State's report, correct it in public.
    NationalReport,
    /// Talk to States that can recommend.
    Lobbying,
    /// UPR Info's pre-session.
    PreSession,
    /// Check OHCHR's two documents.
    Documents,
    /// Ask friendly missions for questions in advance.
    AdvanceQuestions,
    /// Follow the review.
    Review,
    /// Ask the State to support recommendations.
    Answers,
    /// Speak at the Council.
    Adoption,
    /// See that promises are kept.
    Implementation,
    /// Report on the middle of the way.
    MidTerm,
    /// Begin again.
    NextCycle,
}

names!(Stage);

/// Who may take a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Anybody; ECOSOC status is not needed.
    Open,
    /// Organisations with ECOSOC status, or others through them.
    Ecosoc,
    /// States only; others can influence them.
    States,
}

impl Status {
    /// The status of a name in the briefing's files.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "none" => Some(Status::Open),
            "ecosoc" => Some(Status::Ecosoc),
            "states" => Some(Status::States),
            _ => None,
        }
    }
}

impl Stage {
    /// The days in which this step is open for a review; an end that is not known is the first day of the next one's
    /// preparation, or far away.
    pub fn window(self, review: &Review, sessions: &Sessions) -> Option<Span> {
        let start = start_span(review, sessions).or_else(|| by_deadline(review))?;
        let (from, until) = rules::find("stage", self.name())?.days();
        let mut window = apply(start, (from, until.unwrap_or(FAR)));
        let known = |step| when(review, step, sessions).known().map(|k| k.until.unwrap_or(k.from));
        // what is known ends a step, whatever the rule says
        let end = match self {
            Stage::Submission => when(review, Step::Submission, sessions).span().map(|s| s.until),
            // without a known end it takes the usual two weeks
            Stage::Review => review.starts_on().map(|on| review.ends_on().unwrap_or(on + chrono::Days::new(super::SESSION_DAYS))),
            Stage::PreSession => known(Step::PreSession),
            Stage::Adoption => known(Step::Adoption),
            _ => None,
        };
        if let Some(end) = end {
            window = Span { from: window.from.min(end), until: end };
        }
        Some(window)
    }
}

/// Days after which nothing is told any more: ten years.
const FAR: i64 = 3650;

/// Without any date of the session its submission deadline tells when it can begin, by the same rule backwards.
fn by_deadline(review: &Review) -> Option<Span> {
    let on = review.deadline()?;
    let (from, until) = rules::find("date", Step::Submission.name())?.days();
    Some(apply(Span { from: on, until: on }, (-until?, -from)))
}

/// Where a State stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    /// The steps that are open, in order.
    pub open: Vec<Stage>,
    /// The one to think of first: of those open the one that ends soonest.
    pub first: Option<Stage>,
    /// The step that opens next, and its first day.
    pub next: Option<(Stage, NaiveDate)>,
}

/// Where a State stands on a day in a review. Nothing is open where nothing can be said of its dates.
pub fn stand(review: &Review, sessions: &Sessions, today: NaiveDate) -> Stand {
    let windows: Vec<(Stage, Span)> = Stage::ALL.into_iter().filter_map(|s| Some((s, s.window(review, sessions)?))).collect();
    let open: Vec<(Stage, Span)> = windows.iter().copied().filter(|(_, w)| w.holds(today)).collect();
    Stand {
        first: open.iter().min_by_key(|(stage, w)| (w.until, *stage)).map(|(stage, _)| *stage),
        open: open.into_iter().map(|(stage, _)| stage).collect(),
        next: windows.iter().filter(|(_, w)| w.from > today).min_by_key(|(stage, w)| (w.from, *stage)).map(|(stage, w)| (*stage, w.from)),
    }
}
