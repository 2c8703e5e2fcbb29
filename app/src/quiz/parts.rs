//! What several pages of a quiz have: which quiz a form is about, the clock, the way to earlier tries.

use backend::{
    Context,
    access::Granted,
    quiz::{Attempt, Purpose, Standing},
};
use domain::{policy::action::Answer, quiz::Review};
use leptos::prelude::*;

use super::{forms, target::Target};
use crate::{
    i18n::{number, percent, t},
    ui::{Form, Hidden, Req},
};

/// The hidden fields that name a quiz.
#[component]
pub(super) fn TargetFields(target: Target) -> impl IntoView {
    view! {
        <Hidden name="purpose" value=target.purpose.name()/>
        <Hidden name="module" value=target.module/>
    }
}

/// The time that is left, by the server's clock. Without script it is that of the moment the page was made.
pub(super) fn clock(ctx: &Context, attempt: &Granted<Attempt, Answer>) -> Option<impl IntoView + use<>> {
    let seconds = attempt.timing.seconds_left(ctx.now)?;
    let minutes = u32::try_from(seconds / 60).unwrap_or(0);
    Some(view! {
        <div class="clock" data-seconds=seconds.to_string() data-warning=t!("quiz-time-warning")>
            <p>{t!("quiz-time-left")}" "<strong data-clock="" aria-live="off">{t!("minutes", n = minutes)}</strong></p>
            <p class="muted" role="status"></p>
        </div>
    })
}

/// Links to the results of earlier tries.
pub(super) fn earlier(target: &Target, standing: &Standing, shown: u32) -> Option<impl IntoView + use<>> {
    let done: Vec<_> = standing.attempts.iter().filter(|a| a.submitted_at.is_some()).collect();
    if done.len() < 2 {
        return None;
    }
    let links = done
        .iter()
        .map(|a| {
            let score = a.score.map(|s| percent(s.percent())).unwrap_or_default();
            let label = t!("quiz-try", number = number(a.number), percent = score);
            let current = a.number == shown;
            view! { <li><a href=format!("{}?attempt={}", target.href(), a.number) aria-current=current.then_some("page")>{label}</a></li> }
        })
        .collect_view();
    Some(view! { <nav class="tabs" aria-label=t!("quiz-tries")><ul>{links}</ul></nav> })
}

/// Why the right answers are not shown.
pub(super) fn hidden_key(req: Review, target: &Target) -> Option<String> {
    (req == Review::Score).then(|| if target.purpose == Purpose::Before { t!("result-key-never") } else { t!("result-key-later") })
}

/// The state of the form of a question.
pub(super) fn question_form(req: &Req) -> Form {
    Form::of(&req.flash, "question").asks::<forms::AnswerQuestion>()
}
