//! One activity on the board: for a participant, on the projector, for a trainer.

use backend::activity::{Entry, Shown, TrainerPart};
use chrono::{DateTime, Utc};
use domain::{
    activity::Kind,
    ids::MeetingId,
    role_play::{Phase, Role, timings},
};
use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    parts::clock,
    result_view::results,
    server_fns::{CloseActivity, KeepActivity, ModerateAnswer, OpenActivity, StepActivity},
};
use crate::{
    i18n::{activity_kind, phase, role, t},
    ui::{Hidden, RichText, Submit},
};

/// What two renderings must share for the script to keep what is typed: the activity, its step, whether it is closed.
pub(super) fn stamp(shown: &Shown) -> String {
    format!("{}.{}.{}", shown.id, shown.step, shown.closed)
}

pub(super) fn entry_tags(e: &Entry) -> impl IntoView + use<> {
    let response = match e.response.as_deref() {
        Some("supported") => Some((t!("response-supported"), "tag good")),
        Some(_) => Some((t!("response-noted"), "tag warn")),
        None => None,
    };
    let from = match (e.part.as_str(), e.state) {
        ("recommendation", Some(n)) => Some(role(Role::Recommending(n))),
        ("wish", _) => Some(role(Role::CivilSociety)),
        _ => None,
    };
    view! {
        {from.map(|text| view! { <span class="muted">{text}</span>" " })}
        {e.answered.then(|| view! { <span class="tag good">{t!("entry-answered")}</span> })}
        {e.hidden.then(|| view! { <span class="tag bad">{t!("entry-hidden")}</span> })}
        {response.map(|(text, class)| view! { <span class=class>{text}</span> })}
    }
}

/// The parts of a play, with the one that is on and how long it lasts.
pub(super) fn play(shown: &Shown, now: DateTime<Utc>) -> impl IntoView + use<> {
    let current = Phase::of_step(shown.step);
    let closed = shown.closed;
    let step_at = shown.step_at;
    let items = timings(shown.written.settings.minutes)
        .into_iter()
        .map(|(part, seconds)| {
            let on = current == Some(part) && !closed;
            let left = step_at.map_or(i64::from(seconds), |at| i64::from(seconds) - (now - at).num_seconds());
            let real = part.real_minutes();
            view! {
                <li aria-current=on.then_some("step")>
                    {phase(part)}" "
                    {if on {
                        clock(left).into_any()
                    } else {
                        view! { <span class="muted">{t!("minutes", n = seconds.div_ceil(60))}</span> }.into_any()
                    }}
                    {(real > 0).then(|| view! { " "<span class="muted">{t!("phase-real", n = real)}</span> })}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="phases">{items}</ol> }
}

/// A card on the projector: large, without names.
pub(super) fn screen(shown: &Shown, now: DateTime<Utc>) -> AnyView {
    let entries = shown
        .entries
        .iter()
        .filter(|e| !e.hidden)
        .take(8)
        .map(|e| {
            view! {
                <li class="entry">
                    <p class="pre-line"><bdi>{e.text.clone()}</bdi></p>
                    <div class="row">
                        {entry_tags(e)}
                        {(e.votes > 0).then(|| view! { <span class="muted">{t!("entry-votes", n = e.votes)}</span> })}
                    </div>
                </li>
            }
        })
        .collect_view();
    // before results are shown the room still sees what there is to choose
    let options = (shown.tally.counts.is_empty() && shown.takes_answers).then(|| {
        let options: Vec<AnyView> = match &shown.question {
            Some(q) => q.options.iter().map(|html| view! { <RichText html=html.clone()/> }.into_any()).collect(),
            None => shown.written.settings.options.iter().map(|o| view! { <bdi>{o.clone()}</bdi> }.into_any()).collect(),
        };
        let items = options.into_iter().map(|o| view! { <li>{o}</li> }).collect_view();
        view! { <ol class="screen-options" data-content="">{items}</ol> }
    });
    let drawn = (shown.written.kind == Kind::Groups).then(|| view! { <p class="big">{t!("groups-drawn", n = shown.places)}</p> });
    view! {
        <section
            class="card activity"
            id=format!("activity-{}", shown.id)
            data-stamp=stamp(shown)
            aria-labelledby=format!("title-{}", shown.id)
        >
            {screen_heading(shown)}
            {(shown.written.kind == Kind::RolePlay).then(|| play(shown, now))}
            {drawn}
            {options}
            <div data-results="">
                {results(shown)}
                {(!shown.entries.is_empty()).then(|| view! { <ul class="entries plain">{entries}</ul> })}
                {(shown.written.kind != Kind::Groups).then(|| view! {
                    <p class="muted">{t!("result-answers", n = shown.tally.answers)}</p>
                })}
            </div>
        </section>
    }
    .into_any()
}

fn screen_heading(shown: &Shown) -> impl IntoView + use<> {
    let question =
        shown.question.as_ref().map(|q| view! { <div class="question-text" data-content=""><RichText html=q.html.clone()/></div> });
    let prompt = shown.written.prompt.clone();
    view! {
        <h2 id=format!("title-{}", shown.id)><bdi>{shown.written.title.clone()}</bdi></h2>
        {(!prompt.is_empty()).then(|| view! { <p class="pre-line"><bdi>{prompt}</bdi></p> })}
        {question}
    }
}

/// What going on does next, in words; nothing at the last step.
fn next_label(shown: &Shown) -> Option<String> {
    let kind = shown.written.kind;
    if shown.step >= kind.last_step(&shown.written.settings) {
        return None;
    }
    Some(match kind {
        Kind::Quiz if shown.step.is_multiple_of(2) => t!("step-quiz-show"),
        Kind::Quiz => t!("step-quiz-next"),
        Kind::Exercise if shown.step == 0 => t!("step-exercise-vote"),
        Kind::Exercise => t!("step-results"),
        Kind::RolePlay => Phase::of_step(shown.step + 1).map_or_else(|| t!("step-results"), |p| t!("step-phase", phase = phase(p))),
        _ => t!("step-results"),
    })
}

/// A trainer's card: everything, with what can be done.
pub(super) fn trainer(shown: &Shown, part: &TrainerPart, meeting: MeetingId, now: DateTime<Utc>) -> AnyView {
    let ids = || {
        view! {
            <Hidden name="meeting" value=meeting.to_string()/>
            <Hidden name="activity" value=shown.id.to_string()/>
        }
    };
    let next = next_label(shown).filter(|_| !shown.closed).map(|label| {
        view! {
            <form method="post" action=StepActivity::url()>
                {ids()}
                <Hidden name="step" value=shown.step.to_string()/>
                <Submit label=label/>
            </form>
        }
    });
    let close = if shown.closed {
        view! {
            <form method="post" action=OpenActivity::url()>{ids()}<button type="submit" class="link">{t!("activity-reopen")}</button></form>
        }
        .into_any()
    } else {
        view! { <form method="post" action=CloseActivity::url()>{ids()}<Submit label=t!("activity-close") class="button quiet"/></form> }
            .into_any()
    };
    let groups = part.groups.get(&shown.id).map(|groups| {
        let items = groups
            .iter()
            .map(|group| {
                let number = group.number;
                let title = group.role.map_or_else(|| t!("group-number", n = number), role);
                view! { <li><strong>{title}</strong>" "<bdi>{group.names.join(", ")}</bdi></li> }
            })
            .collect_view();
        view! { <ul class="groups">{items}</ul> }
    });
    let entries = shown.entries.iter().map(|e| trainer_entry(e, shown, meeting)).collect_view();
    view! {
        <section
            class="card activity"
            id=format!("activity-{}", shown.id)
            data-stamp=stamp(shown)
            aria-labelledby=format!("title-{}", shown.id)
        >
            {heading_for_trainer(shown)}
            {(shown.written.kind == Kind::RolePlay).then(|| play(shown, now))}
            <div class="row">
                {next}
                {close}
                <form method="post" action=KeepActivity::url()>
                    {ids()}
                    <button type="submit" class="link">{t!("activity-keep")}</button>
                </form>
            </div>
            {groups}
            <div data-results="">
                <p class="muted">{t!("result-answers", n = shown.tally.answers)}</p>
                {results(shown)}
                {(!shown.entries.is_empty()).then(|| view! { <ul class="entries plain">{entries}</ul> })}
            </div>
        </section>
    }
    .into_any()
}

fn heading_for_trainer(shown: &Shown) -> impl IntoView + use<> {
    let state = if shown.closed { (t!("activity-closed-tag"), "tag") } else { (t!("activity-open-tag"), "tag good") };
    let anonymous = shown.written.anonymous.then(|| view! { " · "{t!("activity-anonymous")} });
    let question =
        shown.question.as_ref().map(|q| view! { <div class="question-text" data-content=""><RichText html=q.html.clone()/></div> });
    view! {
        <p class="row"><span class=state.1>{state.0}</span><span class="muted">{activity_kind(shown.written.kind)}{anonymous}</span></p>
        <h2 class="item-title" id=format!("title-{}", shown.id)><bdi>{shown.written.title.clone()}</bdi></h2>
        {question}
    }
}

fn trainer_entry(e: &Entry, shown: &Shown, meeting: MeetingId) -> impl IntoView + use<> {
    let button = |what: &'static str, label: String, id: String| {
        view! { <button type="submit" name="what" value=what class="link" id=id>{label}</button> }
    };
    let wall = shown.written.kind == Kind::QuestionWall;
    let play = e.part == "recommendation";
    view! {
        <li class="entry">
            <p class="pre-line"><bdi>{e.text.clone()}</bdi></p>
            <div class="row">
                {entry_tags(e)}
                <span class="muted">{t!("entry-votes", n = e.votes)}</span>
                <form method="post" action=ModerateAnswer::url() class="row">
                    <Hidden name="meeting" value=meeting.to_string()/>
                    <Hidden name="answer" value=e.id.to_string()/>
                    {(wall && !e.answered).then(|| button("answered", t!("entry-mark-answered"), format!("answered-{}", e.id)))}
                    {(!e.hidden).then(|| button("hidden", t!("entry-hide"), format!("hide-{}", e.id)))}
                    {(e.hidden || e.answered).then(|| button("shown", t!("entry-show"), format!("show-{}", e.id)))}
                    {play.then(|| button("supported", t!("response-support"), format!("support-{}", e.id)))}
                    {play.then(|| button("noted", t!("response-note"), format!("note-{}", e.id)))}
                </form>
            </div>
        </li>
    }
}

/// The one button that opens a prepared activity.
#[component]
pub fn OpenActivityForm(meeting: String, activity: String, title: String) -> impl IntoView {
    view! {
        <form method="post" action=OpenActivity::url()>
            <Hidden name="meeting" value=meeting/>
            <Hidden name="activity" value=activity/>
            <button type="submit" class="button">{t!("run-open-next")}" "<bdi>{title}</bdi></button>
        </form>
    }
}
