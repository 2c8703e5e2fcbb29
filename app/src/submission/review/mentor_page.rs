//! `/submissions/{id}/mentor`: asking a mentor, and the mentor's word. `/teach/submissions`: who waits.

use backend::{
    access,
    submission::{self, Mentoring},
};
use domain::{
    ids::SubmissionId,
    policy::action,
    submission::{Criterion, Grade, Status},
};
use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    href,
    i18n::{date, t},
    server::id,
    submission::{
        forms,
        frame::{crumbs, standing},
        server_fns::{AnswerMentoring, AskMentor, GiveBackMentoring, TakeMentoring, WithdrawMentoring},
        words,
    },
    ui::{Choice, Empty, Form, Hidden, Page, Select, Submit, Tag, TextArea, page, param},
};

/// A mentor's reading.
#[component]
pub fn MentorPage() -> impl IntoView {
    let key = param("id");
    page(move |req| async move {
        let ctx = &req.ctx;
        let granted = submission::load_for::<action::ReadSubmission>(ctx, id::<SubmissionId>(&key)?).await?;
        let writes = submission::may::<action::WriteSubmission, _>(ctx, &granted) && !granted.status().fixed();
        let mine = granted.mentor == ctx.actor.person;
        let all = submission::mentorings(ctx, &granted).await?;
        let open = all.iter().any(|m| m.done_at.is_none());
        let list = all.iter().map(one).collect_view();
        let ask = Form::of(&req.flash, "ask_mentor").asks::<forms::AskMentor>();
        let answer = Form::of(&req.flash, "answer_mentoring").asks::<forms::AnswerMentoring>();
        let asks = writes && !open && matches!(granted.status(), Status::Drafting | Status::SignedOff);
        let rubric = (mine && granted.mentor.is_some()).then(|| {
            let fields = Criterion::ALL
                .into_iter()
                .map(|c| {
                    let (label, hint) = words::criterion(c);
                    let mut choices = vec![Choice::new("", t!("choose"))];
                    choices.extend(Grade::ALL.into_iter().map(|g| Choice::new(g.name(), words::grade(g))));
                    view! { <Select form=answer.clone() name=c.name() label=label hint=hint choices=choices/> }
                })
                .collect_view();
            view! {
                <section class="card">
                    <h2>{t!("mentor-answer-title")}</h2>
                    <p>{t!("mentor-answer-text")}" "<a href=href::submission_part(granted.id, "read")>{t!("read-title")}</a></p>
                    <form method="post" action=AnswerMentoring::url()>
                        {answer.summary()}
                        <Hidden name="submission" value=granted.id.to_string()/>
                        {fields}
                        <TextArea form=answer.clone() name="answer" label=t!("mentor-answer") rows=6/>
                        <Submit label=t!("mentor-answer-send")/>
                    </form>
                    <form method="post" action=GiveBackMentoring::url()>
                        <Hidden name="submission" value=granted.id.to_string()/>
                        <button type="submit" class="link">{t!("mentor-give-back")}</button>
                    </form>
                </section>
            }
        });
        let body = view! {
            {crumbs(&granted)}
            <h1>{t!("mentor-title")}</h1>
            {standing(ctx, &granted)}
            <p class="lead">{t!("mentor-lead")}</p>
            {Form::of(&req.flash, "mentoring_back").summary()}
            {rubric}
            {asks.then(|| view! {
                <form method="post" action=AskMentor::url() class="card">
                    {ask.summary()}
                    <Hidden name="submission" value=granted.id.to_string()/>
                    <TextArea form=ask.clone() name="question" label=t!("mentor-question") hint=t!("mentor-question-hint") rows=3/>
                    <Submit label=t!("mentor-ask")/>
                </form>
            })}
            {(!asks && !open && writes).then(|| view! { <p class="muted">{t!("mentor-write-first")}</p> })}
            <ul class="outline">{list}</ul>
            {(open && writes).then(|| view! {
                <form method="post" action=WithdrawMentoring::url()>
                    <Hidden name="submission" value=granted.id.to_string()/>
                    <Submit label=t!("mentor-withdraw") class="button quiet"/>
                </form>
            })}
        };
        Ok(Page::read(t!("mentor-title"), body))
    })
}

fn one(m: &Mentoring) -> impl IntoView + use<> {
    let state = match (&m.mentor, m.done_at) {
        (_, Some(at)) if m.answer.is_empty() => t!("mentor-withdrawn", date = date(at.date_naive())),
        (_, Some(at)) => t!("mentor-done", name = m.mentor.clone().unwrap_or_default(), date = date(at.date_naive())),
        (Some(name), None) => t!("mentor-reads", name = name.clone(), date = date(m.taken_at.unwrap_or(m.asked_at).date_naive())),
        (None, None) => t!("mentor-waits", date = date(m.asked_at.date_naive())),
    };
    let grades = m
        .rubric
        .iter()
        .map(|(c, g)| {
            let kind = if *g == Grade::Ready {
                "good"
            } else if *g == Grade::Rework {
                "warn"
            } else {
                ""
            };
            view! { <div><dt>{words::criterion(*c).0}</dt><dd><Tag text=words::grade(*g) kind=kind/></dd></div> }
        })
        .collect_view();
    let graded = !m.rubric.is_empty();
    view! {
        <li>
            <p><strong><bdi>{state}</bdi></strong></p>
            {(!m.question.is_empty()).then(|| view! {
                <p class="pre-line muted" data-content=""><bdi>{m.asked_by.clone()}</bdi>": "<bdi>{m.question.clone()}</bdi></p>
            })}
            {graded.then(|| view! { <dl class="rubric">{grades}</dl> })}
            {(!m.answer.is_empty()).then(|| view! { <p class="pre-line" data-content=""><bdi>{m.answer.clone()}</bdi></p> })}
        </li>
    }
}

/// Submissions that wait for a mentor.
#[component]
pub fn WaitingPage() -> impl IntoView {
    page(|req| async move {
        let ctx = &req.ctx;
        let rows = submission::waiting(ctx, &access::network(ctx)?).await?;
        let none = rows.is_empty();
        let now = ctx.now;
        let list = rows
            .into_iter()
            .map(|w| {
                let days = (now - w.asked_at).num_days();
                let who = match &w.mentor {
                    Some((_, true)) => t!("waiting-you", n = days),
                    Some((name, false)) => t!("waiting-mentor", name = name.clone(), n = days),
                    None => t!("waiting-nobody", n = days),
                };
                let urgent = if days > 3 { "warn" } else { "" };
                let seen = w.mentor.as_ref().is_some_and(|(_, mine)| *mine);
                // one reads it who has taken it
                let take = w.mentor.is_none().then(|| {
                    view! {
                        <form method="post" action=TakeMentoring::url()>
                            <Hidden name="submission" value=w.submission.id.to_string()/>
                            <Submit label=t!("mentor-take") class="button quiet"/>
                        </form>
                    }
                });
                let title = w.submission.title.clone();
                let title = if seen {
                    view! { <a href=href::submission_part(w.submission.id, "mentor")><bdi>{title}</bdi></a> }.into_any()
                } else {
                    view! { <bdi>{title}</bdi> }.into_any()
                };
                let lead = w.submission.team.first().map(|m| m.name.clone()).unwrap_or_default();
                view! {
                    <li>
                        <h2 class="item-title">{title}</h2>
                        <p class="row"><Tag text=who kind=urgent/></p>
                        <p class="muted">
                            <bdi>{lead}</bdi>
                            " · "
                            <bdi>{w.submission.review.state.clone()}</bdi>
                            {w.deadline.map(|d| format!(" · {}", t!("waiting-deadline", date = date(d))))}
                        </p>
                        {(!w.question.is_empty()).then(|| view! { <p class="pre-line" data-content=""><bdi>{w.question}</bdi></p> })}
                        {take}
                    </li>
                }
            })
            .collect_view();
        let body = view! {
            {crate::teach::tabs(href::TEACH_SUBMISSIONS)}
            <h1>{t!("mentor-waiting-title")}</h1>
            <p class="lead">{t!("waiting-lead")}</p>
            {Form::of(&req.flash, "take_mentoring").summary()}
            {if none {
                view! { <Empty text=t!("waiting-none")>""</Empty> }.into_any()
            } else {
                view! { <ul class="outline">{list}</ul> }.into_any()
            }}
        };
        Ok(Page::read(t!("mentor-waiting-title"), body))
    })
}
