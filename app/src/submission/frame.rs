//! What every page of a submission has: the way back, the days left, the words used.

use backend::{
    Context,
    submission::{Paragraph, Submission},
};
use domain::{
    review::{Deadline, deadline},
    submission::{Count, Level, count, level, limit_for},
};
use leptos::prelude::*;

use super::words;
use crate::{
    href,
    i18n::{number, t},
    review::words::{days_left, deadline_time},
    server,
    ui::{Crumbs, Tag},
};

/// The way back to the submission.
pub fn crumbs(submission: &Submission) -> impl IntoView + use<> {
    let trail = vec![(href::SUBMISSIONS.to_owned(), t!("submissions-title")), (href::submission(submission.id), submission.title.clone())];
    view! { <Crumbs trail=trail/> }
}

/// State, deadline and status in one line.
pub fn standing(ctx: &Context, submission: &Submission) -> impl IntoView + use<> {
    let zone = server::reader_zone(ctx, "Europe/Zurich");
    let left = match deadline(&submission.review, ctx.now) {
        Deadline::Ahead { on, days } => {
            let class = if days <= 14 { "days-left soon" } else { "days-left" };
            view! { <p class=class><strong>{days_left(days)}</strong>" "<span class="muted">{deadline_time(on, &zone)}</span></p> }
                .into_any()
        }
        Deadline::Passed { on } => {
            view! { <p class="notice notice-error">{t!("submission-late", date = crate::i18n::date(on))}</p> }.into_any()
        }
        Deadline::NotConfirmed => view! { <p class="muted">{t!("submission-no-date")}</p> }.into_any(),
    };
    view! {
        <p class="row">
            <Tag text=words::status(submission.status()) kind="good"/>
            {submission.joint.then(|| view! { <Tag text=t!("submission-joint")/> })}
        </p>
        {left}
    }
}

/// The words of a submission.
pub fn counted(paragraphs: &[Paragraph]) -> Count {
    count(paragraphs.iter().map(Paragraph::counted))
}

/// The words used, of how many, as a sentence; and how near that is to the limit.
pub fn used(submission: &Submission, body: u32) -> (String, Level, u32) {
    match limit_for(submission.limited(), submission.review.session) {
        Some((limit, _)) => {
            let level = level(body, limit.value);
            let text = match level {
                Level::Over => t!("words-over", n = number(body), limit = number(limit.value), more = number(body - limit.value)),
                _ => t!("words-used", n = number(body), limit = number(limit.value), left = number(limit.value - body)),
            };
            (text, level, limit.value)
        }
        None => (t!("words-only", n = number(body)), Level::Fine, 0),
    }
}

pub fn level_name(level: Level) -> &'static str {
    match level {
        Level::Fine => "fine",
        Level::Near => "near",
        Level::Over => "over",
    }
}

/// The bar of words; the script fills it anew after each save.
pub fn meter(submission: &Submission, count: &Count) -> impl IntoView + use<> {
    let (text, level, limit) = used(submission, count.body);
    let exact = limit_for(submission.limited(), submission.review.session);
    let rule = exact.map(|(rule, found)| {
        let checked = crate::i18n::date(rule.checked_on);
        if found {
            t!("words-rule", source = rule.source.clone(), date = checked)
        } else {
            t!("words-rule-other", source = rule.source.clone(), date = checked)
        }
    });
    let what = t!("words-what", notes = number(count.notes), annex = number(count.annex));
    // for the script that counts while somebody writes: the same sentences with places to fill
    let used = (limit > 0).then(|| t!("words-used", n = "{n}", limit = number(limit), left = "{left}"));
    let over = (limit > 0).then(|| t!("words-over", n = "{n}", limit = number(limit), more = "{more}"));
    view! {
        <div
            class="words"
            id="words"
            data-level=level_name(level)
            data-body=count.body.to_string()
            data-limit=limit.to_string()
            data-used=used
            data-over=over
        >
            <progress value=count.body.to_string() max=limit.max(1).to_string() aria-label=t!("words-title")></progress>
            <p data-words="">{text}</p>
            <p class="sr-only" role="status" data-aloud=""></p>
            <details class="more">
                <summary>{t!("words-how")}</summary>
                <p>{what}</p>
                {rule.map(|text| view! { <p class="small muted" data-content="">{text}</p> })}
            </details>
        </div>
    }
}
