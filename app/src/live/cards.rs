//! One activity on the board: for a participant, on the projector, for a trainer.

use backend::activity::{Entry, OwnPart, Shown, TrainerPart};
use chrono::{DateTime, Utc};
use domain::{
    activity::{Answer, Kind},
    ids::MeetingId,
    role_play::{Phase, Role, timings},
};
use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    answer_fields::answer_fields,
    parts::clock,
    result_view::results,
    server_fns::{
        AnswerActivity, CloseActivity, KeepActivity, ModerateAnswer, OpenActivity, RespondRecommendation, StepActivity, VoteAnswer,
    },
};
use crate::{
    i18n::{activity_kind, phase, role, t},
    ui::{Hidden, RichText, SaveState, Submit},
};

/// What two renderings must share for the script to keep what is typed: the activity, its step, whether it is closed.
fn stamp(shown: &Shown) -> String {
    format!("{}.{}.{}", shown.id, shown.step, shown.closed)
}

fn heading(shown: &Shown) -> impl IntoView + use<> {
    let legend = matches!(shown.written.kind, Kind::PollSingle | Kind::PollMultiple | Kind::PollScale | Kind::Text) && shown.takes_answers;
    // where the title is the legend of the choices it is not said twice
    let class = if legend { "sr-only" } else { "item-title" };
    let anonymous = shown.written.anonymous.then(|| view! { " · "{t!("activity-anonymous")} });
    let prompt = shown.written.prompt.clone();
    let question =
        shown.question.as_ref().map(|q| view! { <div class="question-text" data-content=""><RichText html=q.html.clone()/></div> });
    view! {
        <p class="muted">{activity_kind(shown.written.kind)}{anonymous}</p>
        <h2 class=class id=format!("title-{}", shown.id)><bdi>{shown.written.title.clone()}</bdi></h2>
        {(!prompt.is_empty()).then(|| view! { <p class="pre-line"><bdi>{prompt}</bdi></p> })}
        {question}
    }
}

/// A participant's card.
pub(super) fn participant(shown: &Shown, own: Option<&OwnPart>, meeting: MeetingId, now: DateTime<Utc>) -> AnyView {
    let kind = shown.written.kind;
    // what nobody can show to all alike: the script then fetches the person's own page
    let needs_own = matches!(kind, Kind::Groups | Kind::RolePlay) || (kind == Kind::Quiz && !shown.takes_answers);
    let place = own.and_then(|o| o.places.get(&shown.id)).cloned();
    let my_role = place.as_ref().and_then(|p| p.role);
    let may_write = shown.takes_answers && (kind != Kind::RolePlay || matches!(my_role, Some(Role::Recommending(_) | Role::CivilSociety)));
    let answer = may_write.then(|| answer_form(shown, own, meeting));
    let points = own.filter(|_| kind == Kind::Quiz).and_then(|o| o.points.get(&shown.id)).filter(|(_, of)| *of > 0).map(|(points, of)| {
        let (points, of): (u32, u32) = (*points / 100, *of / 100);
        view! { <p class="big">{t!("quiz-points", points = points, of = of)}</p> }
    });
    let places = place.map(|p| {
        let names = p.with.join(", ");
        let title = match p.role {
            Some(r) => role(r),
            None => t!("group-number", n = p.number),
        };
        view! { <div class="place-card"><p class="big">{title}</p><p>{t!("group-with")}" "<bdi>{names}</bdi></p></div> }
    });
    view! {
        <section
            class="card activity"
            id=format!("activity-{}", shown.id)
            data-stamp=stamp(shown)
            data-needs-own=needs_own.then_some("")
            aria-labelledby=format!("title-{}", shown.id)
        >
            {heading(shown)}
            {(kind == Kind::RolePlay).then(|| play(shown, now))}
            {places}
            {my_role.map(|r| view! { <p>{role_task(r)}</p> })}
            {answer}
            {points}
            <div data-results="">{body(shown, own, meeting, my_role)}</div>
        </section>
    }
    .into_any()
}

fn role_task(role: Role) -> String {
    match role {
        Role::StateUnderReview => t!("role-task-state"),
        Role::Recommending(_) => t!("role-task-recommending"),
        Role::CivilSociety => t!("role-task-civil-society"),
    }
}

/// What may change while somebody writes: how many answered, results, texts.
fn body(shown: &Shown, own: Option<&OwnPart>, meeting: MeetingId, my_role: Option<Role>) -> AnyView {
    let kind = shown.written.kind;
    let feedback = shown.question.as_ref().map(|q| q.feedback.clone()).filter(|f| !f.is_empty());
    let count = !matches!(kind, Kind::Groups) && shown.entries.is_empty();
    let votes = kind.votes_in(shown.step) && !shown.closed;
    let responds = my_role == Some(Role::StateUnderReview) && shown.step >= 2 && !shown.closed;
    let entries = shown.entries.iter().map(|e| entry(e, own, meeting, votes, responds)).collect_view();
    view! {
        {results(shown)}
        {feedback.map(|html| view! { <div class="feedback" data-content=""><RichText html=html/></div> })}
        {count.then(|| view! { <p class="muted">{t!("result-answers", n = shown.tally.answers)}</p> })}
        {(!shown.entries.is_empty()).then(|| view! { <ul class="entries plain">{entries}</ul> })}
    }
    .into_any()
}

fn entry_tags(e: &Entry) -> impl IntoView + use<> {
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

fn entry(e: &Entry, own: Option<&OwnPart>, meeting: MeetingId, votes: bool, responds: bool) -> impl IntoView + use<> {
    let mine = own.is_some_and(|o| o.written.contains(&e.id));
    let voted = own.is_some_and(|o| o.votes.contains(&e.id));
    let vote = (votes && !mine).then(|| {
        view! {
            <form method="post" action=VoteAnswer::url() data-quick="">
                <Hidden name="meeting" value=meeting.to_string()/>
                <Hidden name="answer" value=e.id.to_string()/>
                <button type="submit" class="vote" id=format!("vote-{}", e.id) aria-pressed=if voted { "true" } else { "false" }>
                    {t!("entry-vote")}" "<span class="vote-count">{t!("number", n = e.votes)}</span>
                </button>
            </form>
        }
    });
    let count = (!votes || mine).then(|| view! { <span class="muted">{t!("entry-votes", n = e.votes)}</span> });
    let respond = (responds && e.part == "recommendation").then(|| {
        let button = |what: &'static str, label: String| {
            view! { <button type="submit" name="what" value=what class="button quiet">{label}</button> }
        };
        view! {
            <form method="post" action=RespondRecommendation::url() class="row">
                <Hidden name="meeting" value=meeting.to_string()/>
                <Hidden name="answer" value=e.id.to_string()/>
                {button("supported", t!("response-support"))}
                {button("noted", t!("response-note"))}
            </form>
        }
    });
    view! {
        <li class="entry" data-entry=e.id.to_string() data-mine=mine.then_some("")>
            <p class="pre-line"><bdi>{e.text.clone()}</bdi></p>
            <div class="row">{entry_tags(e)}{count}{vote}{mine.then(|| view! { <span class="muted">{t!("entry-mine")}</span> })}</div>
            {respond}
        </li>
    }
}

fn answer_form(shown: &Shown, own: Option<&OwnPart>, meeting: MeetingId) -> impl IntoView + use<> {
    let kind = shown.written.kind;
    let given = own.and_then(|o| o.answers.get(&shown.id)).filter(|_| !kind.takes_many());
    let saves = matches!(kind, Kind::PollSingle | Kind::PollMultiple | Kind::PollScale | Kind::Quiz | Kind::Exercise | Kind::Text);
    let label = match kind {
        Kind::QuestionWall => t!("answer-ask"),
        Kind::RolePlay => t!("answer-add"),
        _ => t!("answer-send"),
    };
    let fields = answer_fields(&format!("a-{}", shown.id), &shown.written, shown.question.as_ref(), given);
    let scoped = given.cloned();
    view! {
        <form
            method="post"
            action=AnswerActivity::url()
            class="answer"
            data-autosave=saves.then_some("")
            data-carry=(kind != Kind::Quiz).then_some("")
        >
            <Hidden name="meeting" value=meeting.to_string()/>
            <Hidden name="activity" value=shown.id.to_string()/>
            <Hidden name="step" value=shown.step.to_string()/>
            {fields}
            <div class="row">
                <Submit label=label/>
                {saves.then(|| view! { <SaveState saved=scoped.is_some()/> })}
                {(!saves).then(|| scoped.map(|given| view! {
                    <span class="muted">{t!("answer-given")}" "<bdi>{in_words(&given)}</bdi></span>
                }))}
            </div>
        </form>
    }
}

fn in_words(given: &Answer) -> String {
    match given {
        Answer::Words(words) => words.join(", "),
        Answer::Text(text) => text.clone(),
        Answer::Choices(_) => String::new(),
    }
}

/// The parts of a play, with the one that is on and how long it lasts.
fn play(shown: &Shown, now: DateTime<Utc>) -> impl IntoView + use<> {
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
