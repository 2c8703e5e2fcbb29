//! What the reader is told on `/home`: each feature's own kinds of notices in words, with the page they lead to.

use backend::{
    authoring, follow, guidance,
    notice::Notice,
    quiz, reminder, statement,
    submission::{self, Draft},
    workshop,
};
use chrono::NaiveDate;
use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    href,
    i18n::{date, news, percent, t},
    learning::PutNoticeAway,
    review::{
        moved_text,
        words::{days_left, step_name},
    },
    ui::Hidden,
};

/// What it says, and where it leads.
type Line = (String, String);

/// What the reader is told, until they put it away. What a later version of the program wrote is left out.
pub(super) fn told(notice: &Notice, zone: &str, today: NaiveDate) -> Option<impl IntoView + use<>> {
    let line = notice
        .told()
        .map(of_quiz)
        .or_else(|| notice.told().map(|told| of_workshop(&told, zone)))
        .or_else(|| notice.told().map(of_dates))
        .or_else(|| notice.told().map(|told| of_deadlines(&told, today)))
        .or_else(|| notice.told().map(of_submission))
        .or_else(|| notice.told().map(of_guidance))
        .or_else(|| notice.told().map(of_statement))
        .or_else(|| notice.told().map(of_authoring));
    let (text, link) = line?;
    Some(view! {
        <div class="notice row" role="status">
            <p class="pre-line" data-content=""><a href=link>{text}</a></p>
            <form method="post" action=PutNoticeAway::url()>
                <Hidden name="notice" value=notice.id.to_string()/>
                <button type="submit" class="link">{t!("told-put-away")}</button>
            </form>
        </div>
    })
}

fn of_quiz(told: quiz::Told) -> Line {
    match told {
        quiz::Told::ResultChanged { module, title, before, after } => {
            (t!("told-result-changed", title = title, before = percent(before), after = percent(after)), href::quiz(&module))
        }
        quiz::Told::AnswerGraded { module, title } => (t!("told-answer-graded", title = title), href::quiz(&module)),
    }
}

fn of_workshop(told: &workshop::Told, zone: &str) -> Line {
    let workshop::Told::Workshop { workshop, title, news: what } = told;
    (news(title, what, zone), href::workshop(*workshop))
}

fn of_dates(told: follow::Told) -> Line {
    let follow::Told::DatesMoved { moved } = told;
    let lines: Vec<String> = moved.iter().map(|m| format!("{}: {}", m.state, moved_text(m))).collect();
    let link = moved.first().map_or_else(|| href::CALENDAR.to_owned(), |m| href::country(&m.iso3));
    (format!("{}\n{}", t!("told-dates-moved"), lines.join("\n")), link)
}

fn of_deadlines(told: &reminder::Told, today: NaiveDate) -> Line {
    let reminder::Told::DeadlinesNear { near } = told;
    let ahead: Vec<_> = near.iter().filter(|n| n.on >= today).collect();
    let link = ahead.first().map_or_else(|| href::CALENDAR.to_owned(), |n| href::country(&n.iso3));
    let line = |n: &&reminder::Near| {
        t!(
            "told-deadline",
            state = n.state.clone(),
            step = step_name(n.step),
            days = days_left((n.on - today).num_days()),
            date = date(n.on)
        )
    };
    let lines: Vec<String> = ahead.iter().map(line).collect();
    if lines.is_empty() { (t!("told-deadline-passed"), link) } else { (lines.join("\n"), link) }
}

fn of_submission(told: submission::Told) -> Line {
    let submission::Told::Submission { submission, title, news } = told;
    let part = |part: &str| href::submission_part(submission, part);
    match news {
        // who may take a submission does not read it before
        Draft::MentorAsked => (t!("told-mentor-asked", title = title), href::TEACH_SUBMISSIONS.to_owned()),
        Draft::RequestWithdrawn => (t!("told-request-withdrawn", title = title), href::TEACH_SUBMISSIONS.to_owned()),
        Draft::Shared => (t!("told-submission-shared", title = title), href::submission(submission)),
        Draft::Commented => (t!("told-submission-commented", title = title), part("read")),
        Draft::MentorAnswered => (t!("told-mentor-answered", title = title), part("mentor")),
    }
}

fn of_guidance(told: guidance::Told) -> Line {
    match told {
        guidance::Told::GuidanceAsked { guidance, title } => (t!("told-guidance-asked", title = title), href::guidance(guidance)),
        guidance::Told::GuidanceAnswered { guidance, title } => (t!("told-guidance-answered", title = title), href::guidance(guidance)),
        guidance::Told::GuidanceOverlooked { guidance, title } => (t!("told-guidance-overlooked", title = title), href::guidance(guidance)),
    }
}

fn of_statement(told: statement::Told) -> Line {
    let statement::Told::StatementToSign { statement, title } = told;
    (t!("told-statement-to-sign", title = title), href::statement(statement))
}

fn of_authoring(told: authoring::Told) -> Line {
    let authoring::Told::DraftReturned { document, title } = told;
    (t!("told-draft-returned", title = title), href::document(document))
}
