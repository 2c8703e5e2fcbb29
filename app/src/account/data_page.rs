//! `/me/data`: everything that is held about the reader; taking it along, and having it erased.

use backend::{access, people};
use leptos::{prelude::*, server_fn::ServerFn};
use serde_json::Value;

use super::forms;
use super::server_fns::EraseMyself;
use crate::{
    href,
    i18n::t,
    ui::{Crumbs, Field, Form, Page, Submit, page},
};

/// What is held about the reader.
#[component]
pub fn DataPage() -> impl IntoView {
    page(|req| async move {
        let granted = access::own_account(&req.ctx)?;
        let parts = people::own_data(&req.ctx, &granted).await?;
        let form = Form::of(&req.flash, "erase_myself").asks::<forms::EraseMyself>();
        let email = req.ctx.signed_in.as_ref().map(|s| s.email.clone()).unwrap_or_default();
        let sections = parts
            .iter()
            .map(|part| {
                let rows = part
                    .rows
                    .iter()
                    .map(|row| {
                        let cells = row
                            .iter()
                            .filter(|(_, value)| !value.is_null())
                            .map(|(name, value)| view! { <dt><code>{name.clone()}</code></dt><dd><bdi>{shown(value)}</bdi></dd> })
                            .collect_view();
                        view! { <li><dl>{cells}</dl></li> }
                    })
                    .collect_view();
                let none = part.rows.is_empty();
                view! {
                    <details>
                        <summary>{name_of(part.key)}" ("{part.rows.len().to_string()}")"</summary>
                        {if none {
                            view! { <p>{t!("data-nothing")}</p> }.into_any()
                        } else {
                            view! { <ul class="plain stack" data-content="">{rows}</ul> }.into_any()
                        }}
                    </details>
                }
            })
            .collect_view();
        let body = view! {
            <Crumbs trail=vec![(href::ME.to_owned(), t!("me-title"))]/>
            <h1>{t!("data-title")}</h1>
            <p class="lead">{t!("data-lead")}</p>
            <p><a class="button" href="/me/data.json">{t!("data-download")}</a></p>
            <section class="card">
                <h2>{t!("data-held")}</h2>
                {sections}
            </section>
            <section class="card">
                <h2>{t!("erase-own-title")}</h2>
                <p>{t!("erase-own-text")}</p>
                <ul>
                    <li>{t!("erase-own-gone")}</li>
                    <li>{t!("erase-own-stays")}</li>
                    <li>{t!("erase-own-certificates")}</li>
                </ul>
                <form method="post" action=EraseMyself::url()>
                    {form.summary()}
                    <input type="text" name="username" autocomplete="username" value=email hidden/>
                    <Field
                        form=form.clone()
                        name="password"
                        label=t!("password")
                        hint=t!("erase-own-password")
                        kind="password"
                        autocomplete="current-password"
                    />
                    <Submit label=t!("erase-own-button") class="button danger"/>
                </form>
            </section>
        };
        Ok(Page::read(t!("data-title"), body))
    })
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn name_of(key: &str) -> String {
    match key {
        "person" => t!("data-person"),
        "account" => t!("data-account"),
        "contacts" => t!("data-contacts"),
        "roles" => t!("data-roles"),
        "memberships" => t!("data-memberships"),
        "training_records" => t!("data-training-records"),
        "corrections" => t!("data-corrections"),
        "certificates" => t!("data-certificates"),
        "registrations" => t!("data-registrations"),
        "evidence" => t!("data-evidence"),
        "lessons_done" => t!("data-lessons-done"),
        "notes" => t!("data-notes"),
        "bookmarks" => t!("data-bookmarks"),
        "quiz_attempts" => t!("data-quiz-attempts"),
        "quiz_answers" => t!("data-quiz-answers"),
        "modules_known" => t!("data-modules-known"),
        "reviews" => t!("data-reviews"),
        "states_followed" => t!("data-states-followed"),
        "private_calendar" => t!("data-private-calendar"),
        "reminders" => t!("data-reminders"),
        "letters" => t!("data-letters"),
        "extra_time" => t!("data-extra-time"),
        "attendance_counted" => t!("data-attendance-counted"),
        "teams" => t!("data-teams"),
        "groups" => t!("data-groups"),
        "submission_texts" => t!("data-submission-texts"),
        "submission_comments" => t!("data-submission-comments"),
        "statement_texts" => t!("data-statement-texts"),
        "guidance" => t!("data-guidance"),
        "practice" => t!("data-practice"),
        "mentoring" => t!("data-mentoring"),
        "merges" => t!("data-merges"),
        "live_answers" => t!("data-live-answers"),
        "messages" => t!("data-messages"),
        _ => t!("data-log"),
    }
}
