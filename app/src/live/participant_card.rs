//! One activity on the board of a participant: what there is to read, to answer, to vote for.

use backend::activity::{Entry, OwnPart, Shown};
use chrono::{DateTime, Utc};
use domain::{
    activity::{Answer, Kind},
    ids::MeetingId,
    role_play::Role,
};
use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    answer_fields::answer_fields,
    cards::{entry_tags, play, stamp},
    result_view::results,
    server_fns::{AnswerActivity, RespondRecommendation, VoteAnswer},
};
use crate::{
    i18n::{activity_kind, role, t},
    ui::{Hidden, RichText, SaveState, Submit},
};

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
    // these differ from person to person, so they are not in what the room is sent: the script fetches the person's own page
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
