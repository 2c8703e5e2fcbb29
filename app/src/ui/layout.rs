//! Header, notice, main, footer.

use backend::Context;
use leptos::prelude::*;

use crate::{
    href,
    i18n::t,
    server::{self, Notice},
};

/// What is around a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// A narrow column, to read.
    Read,
    /// A wide one, to work.
    Wide,
    /// Nothing but the page: for a projector.
    Bare,
}

/// What is around every page.
#[component]
pub fn Layout(ctx: Option<Context>, notice: Option<Notice>, frame: Frame, children: Children) -> impl IntoView {
    let site = server::site();
    if frame == Frame::Bare {
        return view! { <main id="main" class="bare" tabindex="-1">{children()}</main> }.into_any();
    }
    view! {
        <a class="skip" href="#main">{t!("skip-to-content")}</a>
        <header class="site-header">
            {site.demonstration.then(|| view! { <p class="demo-strip">{t!("demo-strip")}</p> })}
            <div class="bar">
                <a class="wordmark" href=href::FRONT>
                    <Mark/>
                    <span>"Upright"</span>
                </a>
                <Navigation ctx=ctx/>
            </div>
        </header>
        <main id="main" class=if frame == Frame::Wide { "wide" } else { "narrow" } tabindex="-1">
            {notice.map(|notice| view! { <NoticeBox notice=notice/> })}
            {children()}
        </main>
        <footer class="site-footer">
            <div class="bar">
                <p>{t!("footer-text")}</p>
                <ul>
                    <li><a href=href::IMPACT>{t!("nav-impact")}</a></li>
                    <li><a href=href::CALENDAR>{t!("nav-calendar")}</a></li>
                    <li><a href=href::BRIEFING>{t!("nav-briefing")}</a></li>
                    <li><a href=href::GLOSSARY>{t!("nav-glossary")}</a></li>
                    <li><a href=href::PRIVACY>{t!("nav-privacy")}</a></li>
                </ul>
            </div>
        </footer>
    }
    .into_any()
}

/// The mark: a stroke that stands upright on a line, with a voice beside it.
#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <rect class="mark-ground" x="0" y="0" width="32" height="32" rx="8"></rect>
            <path class="mark-line" d="M9 8v9a7 7 0 0 0 14 0V8M16 4v10M8 28h16"></path>
        </svg>
    }
}

#[component]
fn Navigation(ctx: Option<Context>) -> impl IntoView {
    let here = server::path_and_query();
    let here = here.split('?').next().unwrap_or_default().to_owned();
    let actor = ctx.as_ref().map(|c| c.actor.clone()).unwrap_or_default();
    let link = |target: &'static str, text: String| {
        let current = here == target || (target != href::FRONT && here.starts_with(&format!("{target}/")));
        view! { <li><a href=target aria-current=current.then_some("page")>{text}</a></li> }
    };
    let mut links = Vec::new();
    if actor.is_signed_in() {
        links.push(link(href::HOME, t!("nav-home")));
        links.push(link(href::MODULES, t!("nav-modules")));
        links.push(link(href::WORKSHOPS, t!("nav-workshops")));
        links.push(link(href::SUBMISSIONS, t!("nav-submissions")));
        links.push(link(href::CHECK_IN, t!("nav-check-in")));
        links.push(link(href::CALENDAR, t!("nav-calendar")));
        if actor.trainer || actor.administrator {
            links.push(link(href::TEACH, t!("nav-teach")));
        }
        if actor.administrator {
            links.push(link(href::ADMIN, t!("nav-admin")));
        }
    } else {
        links.push(link(href::MODULES, t!("nav-modules")));
        links.push(link(href::CALENDAR, t!("nav-calendar")));
        links.push(link(href::BRIEFING, t!("nav-briefing")));
        links.push(link(href::IMPACT, t!("nav-impact")));
        links.push(link(href::SIGN_IN, t!("nav-sign-in")));
    }
    let account = ctx.and_then(|c| c.signed_in).map(|signed_in| {
        view! {
            <div class="account">
                <a href=href::ME><bdi>{signed_in.name}</bdi></a>
                <form method="post" action=href::SIGN_OUT>
                    <button type="submit" class="link">{t!("sign-out")}</button>
                </form>
            </div>
        }
    });
    view! {
        <nav class="site-nav" aria-label=t!("nav-main")>
            <ul>{links}</ul>
        </nav>
        {account}
    }
}

#[component]
fn NoticeBox(notice: Notice) -> impl IntoView {
    let count = match notice {
        Notice::Corrected { changed: n }
        | Notice::Published { count: n }
        | Notice::QuestionsImported { count: n }
        | Notice::OrganisationsInvited { count: n }
        | Notice::SheetEntered { count: n }
        | Notice::DuplicatesLooked { count: n }
        | Notice::RuleSaved { count: n }
        | Notice::Imported { count: n }
        | Notice::CalendarChanged { told: n }
        | Notice::CallsBroughtIn { count: n } => n,
        _ => 0,
    };
    let text = match &notice {
        Notice::Welcome => t!("notice-welcome"),
        Notice::Joined => t!("notice-joined"),
        Notice::SignedOut => t!("notice-signed-out"),
        Notice::SignedOutEverywhere => t!("notice-signed-out-everywhere"),
        Notice::OrganisationCreated => t!("notice-organisation-created"),
        Notice::InvitationMade { .. } => t!("notice-invitation-made"),
        Notice::InvitationRevoked => t!("notice-invitation-revoked"),
        Notice::Merged => t!("notice-merged"),
        Notice::MergeUndone => t!("notice-merge-undone"),
        Notice::NotDuplicates => t!("notice-not-duplicates"),
        Notice::DuplicatesLooked { .. } => t!("notice-duplicates-looked", n = count),
        Notice::RecordCorrected => t!("notice-record-corrected"),
        Notice::RecordEntered => t!("notice-record-entered"),
        Notice::MembershipAdded => t!("notice-membership-added"),
        Notice::MembershipEnded => t!("notice-membership-ended"),
        Notice::PersonErased => t!("notice-person-erased"),
        Notice::ErasedOwn => t!("notice-erased-own"),
        Notice::NameSaved => t!("notice-name-saved"),
        Notice::CertificateRenewed => t!("notice-certificate-renewed"),
        Notice::CertificateRevoked => t!("notice-certificate-revoked"),
        Notice::CertificateIssued => t!("notice-certificate-issued"),
        Notice::CertificateShared => t!("notice-certificate-shared"),
        Notice::CertificateHidden => t!("notice-certificate-hidden"),
        Notice::TemplateSaved => t!("notice-template-saved"),
        Notice::RuleSaved { .. } => t!("notice-rule-saved", n = count),
        Notice::ProgrammeSaved => t!("notice-programme-saved"),
        Notice::Imported { .. } => t!("notice-imported", n = count),
        Notice::ImportDiscarded => t!("notice-import-discarded"),
        Notice::LessonDone => t!("notice-lesson-done"),
        Notice::Registered => t!("notice-registered"),
        Notice::Withdrawn => t!("notice-withdrawn"),
        Notice::PersonRegistered => t!("notice-person-registered"),
        Notice::WorkshopPlanned => t!("notice-workshop-planned"),
        Notice::CheckedIn { title, again: false } => t!("notice-checked-in", title = title.clone()),
        Notice::CheckedIn { title, again: true } => t!("notice-checked-in-again", title = title.clone()),
        Notice::MarkSaved => t!("notice-mark-saved"),
        Notice::WorkshopChanged => t!("notice-workshop-changed"),
        Notice::Apologised => t!("notice-apologised"),
        Notice::MeetingCanceled => t!("notice-meeting-canceled"),
        Notice::WorkshopCanceled => t!("notice-workshop-canceled"),
        Notice::MessageSent => t!("notice-message-sent"),
        Notice::TeamChanged => t!("notice-team-changed"),
        Notice::Waiting => t!("notice-waiting"),
        Notice::PersonApproved => t!("notice-person-approved"),
        Notice::PersonDeclined => t!("notice-person-declined"),
        Notice::CheckedOut => t!("notice-checked-out"),
        Notice::MeetingReopened => t!("notice-meeting-reopened"),
        Notice::WalkInAdded => t!("notice-walk-in-added"),
        Notice::WalkInMerged => t!("notice-walk-in-merged"),
        Notice::ActivityAdded => t!("notice-activity-added"),
        Notice::ActivityKept => t!("notice-activity-kept"),
        Notice::EvaluationThanks => t!("notice-evaluation-thanks"),
        Notice::TimeZoneSaved => t!("notice-time-zone-saved"),
        Notice::AnswerSaved => t!("notice-answer-saved"),
        Notice::CheckedInEarly => t!("notice-checked-in-early"),
        Notice::OrganisationsInvited { .. } => t!("notice-organisations-invited", n = count),
        Notice::SheetEntered { .. } => t!("notice-sheet-entered", n = count),
        Notice::CallsBroughtIn { .. } => t!("notice-calls-brought-in", n = count),
        Notice::PersonCheckedIn { name } => t!("notice-person-checked-in", name = name.clone()),
        Notice::MeetingClosed => t!("notice-meeting-closed"),
        Notice::HistoryAdded => t!("notice-history-added"),
        Notice::HistoryWithdrawn => t!("notice-history-withdrawn"),
        Notice::NoteSaved => t!("notice-note-saved"),
        Notice::Followed => t!("notice-followed"),
        Notice::Unfollowed => t!("notice-unfollowed"),
        Notice::CalendarChanged { .. } => t!("notice-calendar-changed", n = count),
        Notice::CheckedAgain => t!("notice-checked-again"),
        Notice::LinkAdded => t!("notice-link-added"),
        Notice::LinkRemoved => t!("notice-link-removed"),
        Notice::WorkshopMade => t!("notice-workshop-made"),
        Notice::ReminderAmountSaved => t!("notice-reminder-amount-saved"),
        Notice::FeedMade { .. } => t!("notice-feed-made"),
        Notice::FeedRevoked => t!("notice-feed-revoked"),
        Notice::RemindersOn => t!("notice-reminders-on"),
        Notice::RemindersOff => t!("notice-reminders-off"),
        Notice::AnswerGraded => t!("notice-answer-graded"),
        Notice::ExtraTimeGiven => t!("notice-extra-time-given"),
        Notice::Corrected { .. } => t!("notice-corrected", n = count),
        Notice::DraftSaved => t!("notice-draft-saved"),
        Notice::DraftHandedIn => t!("notice-draft-handed-in"),
        Notice::DraftReturned => t!("notice-draft-returned"),
        Notice::DraftDiscarded => t!("notice-draft-discarded"),
        Notice::Published { .. } => t!("notice-published", n = count),
        Notice::Restored => t!("notice-restored"),
        Notice::Retired => t!("notice-retired"),
        Notice::QuestionsImported { .. } => t!("notice-questions-imported", n = count),
        Notice::DocumentBrought { count, left } => crate::submission::document_brought(*count, left),
        Notice::Studio { what, count } => crate::submission::studio_notice(*what, *count),
        Notice::ImageSaved { name } => t!("notice-image-saved", name = name.clone()),
    };
    let link = match notice {
        Notice::InvitationMade { link } | Notice::FeedMade { link } => Some(link),
        _ => None,
    };
    view! {
        <div class="notice notice-good" role="status">
            <p>{text}</p>
            {link.map(|link| view! {
                <p><label class="sr-only" for="invitation-link">{t!("invitation-link")}</label>
                <input id="invitation-link" class="copy" type="text" readonly value=link/></p>
            })}
        </div>
    }
}
