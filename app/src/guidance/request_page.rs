//! `/guidance/{id}`: the thread of a request.

use backend::guidance::{self, Message, Request};
use domain::{guidance::State, ids::GuidanceId, policy::action};
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::{
    list_page::title,
    server_fns::{AddBriefingEntry, GuidanceUntil, SettleGuidance, TakeGuidance},
    uploads::WriteGuidance,
    words,
};
use crate::{
    href,
    i18n::{date, t},
    server::{Flash, id},
    ui::{Crumbs, Field, Form, Hidden, Page, Submit, Tag, TextArea, Uploader, page, param},
};

/// A request for guidance.
#[component]
pub fn GuidanceRequestPage() -> impl IntoView {
    let key = param("id");
    page(move |req| async move {
        let ctx = &req.ctx;
        let granted = guidance::load_for::<action::ReadGuidance>(ctx, id::<GuidanceId>(&key)?).await?;
        let guides = guidance::may::<action::Guide, _>(ctx, &granted);
        let messages = guidance::messages(ctx, &granted).await?;
        let r: &Request = &granted;
        let asks = ctx.actor.belongs_to(r.organisation);
        let mine = r.owner.as_ref().is_some_and(|(p, _)| Some(*p) == ctx.actor.person);
        let form = Form::of(&req.flash, "write_guidance").asks::<forms::WriteGuidance>();
        let list = messages.iter().map(|m| message_view(r.id, m)).collect_view();
        let (label, button) =
            if asks { (t!("guidance-more"), t!("guidance-send-question")) } else { (t!("guidance-answer"), t!("guidance-send-answer")) };
        let back = if asks {
            (href::GUIDANCE.to_owned(), t!("guidance-title"))
        } else {
            (href::TEACH_GUIDANCE.to_owned(), t!("guidance-waiting-title"))
        };
        let (name, request) = (title(&r.title), r.id.to_string());
        let body = view! {
            <Crumbs trail=vec![back]/>
            <h1><bdi>{name.clone()}</bdi></h1>
            <p class="muted"><bdi>{r.organisation_name.clone()}</bdi>" · "{words::about(r.about)}</p>
            {words::standing(r, ctx.now)}
            {guides.then(|| own(&req.flash, r, mine))}
            <ol class="plain thread">{list}</ol>
            <section class="card" id="write">
                <Uploader
                    form=form.clone()
                    action=WriteGuidance::url()
                    label=t!("guidance-file")
                    hint=t!("outcome-file-hint")
                    button=button
                >
                    <Hidden name="guidance" value=request/>
                    <TextArea form=form name="text" label=label rows=6/>
                </Uploader>
            </section>
            {guides.then(|| briefing(&req.flash, r, &messages))}
        };
        Ok(Page::read(name, body))
    })
}

fn message_view(of: GuidanceId, m: &Message) -> impl IntoView + use<> {
    let file = m.file.clone().map(|(file, name)| view! { <p><a href=format!("/guidance/{of}/files/{file}")><bdi>{name}</bdi></a></p> });
    let text = if m.text.is_empty() { t!("guidance-erased") } else { m.text.clone() };
    view! {
        <li class=if m.from_network { "comment answer" } else { "comment" }>
            <p class="row">
                <strong><bdi>{m.by.clone()}</bdi></strong>
                {m.from_network.then(|| view! { <Tag text=t!("guidance-answer")/> })}
                <span class="muted small">{date(m.at.date_naive())}</span>
            </p>
            <p class="pre-line" data-content=""><bdi>{text}</bdi></p>
            {file}
        </li>
    }
}

/// Taking it, the day, settling.
fn own(flash: &Flash, r: &Request, mine: bool) -> impl IntoView + use<> {
    let form = Form::of(flash, "guidance_until").asks::<forms::GuidanceUntil>().default_value("due", r.due.to_string());
    let open = r.state() != State::Settled;
    view! {
        <div class="row">
            {(!mine).then(|| view! {
                <form method="post" action=TakeGuidance::url()>
                    <Hidden name="guidance" value=r.id.to_string()/>
                    <Submit label=t!("guidance-take") class="button quiet"/>
                </form>
            })}
            {open.then(|| view! {
                <form method="post" action=SettleGuidance::url()>
                    <Hidden name="guidance" value=r.id.to_string()/>
                    <Submit label=t!("guidance-settle") class="button quiet"/>
                </form>
            })}
        </div>
        <details class="more" open=form.has_trouble()>
            <summary>{t!("guidance-day")}</summary>
            <form method="post" action=GuidanceUntil::url()>
                {form.summary()}
                <Hidden name="guidance" value=r.id.to_string()/>
                <Field form=form.clone() name="due" label=t!("guidance-day") kind="date"/>
                <Submit label=t!("save") class="button quiet"/>
            </form>
        </details>
    }
}

/// Making an entry of the briefing of it.
fn briefing(flash: &Flash, r: &Request, messages: &[Message]) -> Option<impl IntoView + use<>> {
    let answer = messages.iter().rev().find(|m| m.from_network)?.text.clone();
    let form = Form::of(flash, "briefing_entry")
        .asks::<forms::AddBriefingEntry>()
        .default_value("question", r.title.clone())
        .default_value("answer", answer);
    Some(view! {
        <details class="more" open=form.has_trouble()>
            <summary>{t!("entry-title")}</summary>
            <p>{t!("entry-text")}</p>
            <form method="post" action=AddBriefingEntry::url()>
                {form.summary()}
                <Hidden name="guidance" value=r.id.to_string()/>
                <Field form=form.clone() name="question" label=t!("entry-question")/>
                <TextArea form=form.clone() name="answer" label=t!("entry-answer") rows=8/>
                <Submit label=t!("entry-add")/>
            </form>
        </details>
    })
}
