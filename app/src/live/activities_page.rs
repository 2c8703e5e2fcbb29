//! `/run/{meeting}/activities`: what is prepared for a meeting, and what can be added: on the spot, from the library,
//! from the starters that came with the program.

use backend::{
    activity::{self, Choices, Prepared},
    workshop,
};
use domain::{activity::Kind, groups::Mix, policy::action::RunMeeting};
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::server_fns::{AddActivity, OpenActivity, RemoveActivity};
use crate::{
    attendance::to_console,
    href,
    i18n::{activity_kind, t},
    server::id,
    ui::{Choice, Empty, Field, Form, Hidden, InlineText, Page, Select, Submit, TextArea, page, param, query},
};

/// Preparing activities.
#[component]
pub fn ActivitiesPage() -> impl IntoView {
    let key = param("meeting");
    let chosen = query("kind").and_then(|k| Kind::from_name(&k));
    page(move |req| async move {
        let meeting = workshop::load_meeting_for::<RunMeeting>(&req.ctx, id(&key)?).await?;
        let part = activity::trainer_part(req.ctx.backend(), meeting.id).await?;
        let choices = activity::choices(&req.ctx, &meeting, chosen).await?;
        let form = Form::of(&req.flash, "activity").asks::<forms::AddActivity>();
        let meeting_id = meeting.id.to_string();
        let prepared = part.prepared.iter().map(|p| prepared_row(p, &meeting_id)).collect_view();
        let here = href::of_run(meeting.id, "activities");
        let kinds = Kind::ALL
            .iter()
            .map(|k| {
                let link = format!("{here}?kind={}#new", k.name());
                view! {
                    <li><a class="button quiet" href=link aria-current=(chosen == Some(*k)).then_some("true")>{activity_kind(*k)}</a></li>
                }
            })
            .collect_view();
        let new = chosen.map(|kind| {
            view! {
                <section class="card" id="new">
                    <h2>{activity_kind(kind)}</h2>
                    <form method="post" action=AddActivity::url()>
                        {form.summary()}
                        <Hidden name="meeting" value=meeting_id.clone()/>
                        {activity_fields(&form, kind, Some(&choices))}
                        <div class="row">
                            <button type="submit" class="button" name="open" value="on">{t!("activity-add-open")}</button>
                            <Submit label=t!("activity-add") class="button quiet"/>
                        </div>
                    </form>
                </section>
            }
        });
        let starters = activity::starters()
            .iter()
            .map(|s| addable(&s.written.title, s.written.kind, ("starter", s.key.clone()), &meeting_id))
            .collect_view();
        let kept = choices
            .library
            .iter()
            .map(|p| addable(&p.written.title, p.written.kind, ("kept", p.id.to_string()), &meeting_id))
            .collect_view();
        let title = t!("activities-title");
        let body = view! {
            {to_console(&meeting)}
            <h1>{title.clone()}</h1>
            {chosen.is_none().then(|| form.summary())}
            <section>
                <h2>{t!("activities-prepared")}</h2>
                {if part.prepared.is_empty() {
                    view! { <Empty text=t!("activities-none")>""</Empty> }.into_any()
                } else {
                    view! { <ul class="plain stack">{prepared}</ul> }.into_any()
                }}
            </section>
            <section>
                <h2>{t!("activities-new")}</h2>
                <ul class="plain row">{kinds}</ul>
            </section>
            {new}
            {(!choices.library.is_empty()).then(|| view! {
                <section><h2>{t!("activities-library")}</h2><ul class="plain addables">{kept}</ul></section>
            })}
            <section>
                <h2>{t!("activities-starters")}</h2>
                <ul class="plain addables">{starters}</ul>
            </section>
        };
        Ok(Page::wide(title, body))
    })
}

fn prepared_row(p: &Prepared, meeting: &str) -> impl IntoView + use<> {
    let ids = || {
        view! {
            <Hidden name="meeting" value=meeting/>
            <Hidden name="activity" value=p.id.to_string()/>
        }
    };
    view! {
        <li class="card">
            <p class="muted">{activity_kind(p.written.kind)}{p.written.anonymous.then(|| view! { " · "{t!("activity-anonymous")} })}</p>
            <h3 class="item-title"><bdi>{p.written.title.clone()}</bdi></h3>
            <div class="row">
                <form method="post" action=OpenActivity::url()>{ids()}<Submit label=t!("activity-open")/></form>
                <form method="post" action=RemoveActivity::url()>
                    {ids()}
                    <button type="submit" class="link">{t!("activity-remove")}</button>
                </form>
            </div>
        </li>
    }
}

fn addable(title: &str, kind: Kind, source: (&'static str, String), meeting: &str) -> impl IntoView + use<> {
    view! {
        <li class="row">
            <div><bdi>{title.to_owned()}</bdi><br/><span class="muted">{activity_kind(kind)}</span></div>
            <form method="post" action=AddActivity::url()>
                <Hidden name="meeting" value=meeting/>
                <Hidden name=source.0 value=source.1/>
                <button type="submit" class="button quiet">
                    {t!("activity-add")}
                    <span class="sr-only">": "<bdi>{title.to_owned()}</bdi></span>
                </button>
            </form>
        </li>
    }
}

/// The fields of a new activity of a kind.
pub(super) fn activity_fields(form: &Form, kind: Kind, choices: Option<&Choices>) -> impl IntoView + use<> {
    let mixes = Mix::ALL
        .into_iter()
        .map(|m| {
            Choice::new(
                m.name(),
                match m {
                    Mix::Organisation => t!("mix-organisation"),
                    Mix::Language => t!("mix-language"),
                },
            )
        })
        .collect();
    let own: AnyView = match kind {
        Kind::PollSingle | Kind::PollMultiple => {
            view! { <TextArea form=form.clone() name="options" label=t!("activity-options") hint=t!("activity-options-hint")/> }.into_any()
        }
        Kind::PollScale => view! {
            <div class="fields">
                <Field form=form.clone() name="scale_low" label=t!("activity-scale-low")/>
                <Field form=form.clone() name="scale_high" label=t!("activity-scale-high")/>
            </div>
        }
        .into_any(),
        Kind::Groups => view! {
            <Select form=form.clone() name="mix" label=t!("activity-mix") choices=mixes/>
            <Field
                form=form.clone().default_value("group_size", "4")
                name="group_size"
                label=t!("activity-group-size")
                inputmode="numeric"
            />
        }
        .into_any(),
        Kind::RolePlay => view! {
            <Field
                form=form.clone().default_value("minutes", "60")
                name="minutes"
                label=t!("activity-minutes")
                hint=t!("activity-minutes-hint")
                inputmode="numeric"
            />
        }
        .into_any(),
        Kind::Quiz => question_list(form, choices).into_any(),
        _ => ().into_any(),
    };
    let anonymous = kind.may_be_anonymous().then(|| {
        let checked = form.value("anonymous") == "on";
        view! {
            <p class="check">
                <input type="checkbox" id="anonymous" name="anonymous" value="on" checked=checked aria-describedby="anonymous-hint"/>
                <label for="anonymous">{t!("activity-be-anonymous")}</label>
            </p>
            <p class="hint" id="anonymous-hint">{t!("activity-be-anonymous-hint")}</p>
        }
    });
    view! {
        <Hidden name="kind" value=kind.name()/>
        <Field form=form.clone() name="title" label=t!("activity-title")/>
        <TextArea form=form.clone() name="prompt" label=t!("activity-prompt") hint=t!("optional") rows=3/>
        {own}
        {anonymous}
    }
}

fn question_list(form: &Form, choices: Option<&Choices>) -> impl IntoView + use<> {
    let error = form.error("questions");
    let mut groups: Vec<(String, Vec<AnyView>)> = Vec::new();
    for (n, q) in choices.into_iter().flat_map(|c| &c.questions).enumerate() {
        let name = format!("question-{n}");
        let checked = form.value(&name) == q.version.to_string();
        let row = view! {
            <li class="check">
                <input type="checkbox" id=name.clone() name=name.clone() value=q.version.to_string() checked=checked/>
                <label for=name><InlineText html=q.spec.text.clone()/></label>
            </li>
        }
        .into_any();
        match groups.last_mut() {
            Some((module, rows)) if *module == q.module_slug => rows.push(row),
            _ => groups.push((q.module_slug.clone(), vec![row])),
        }
    }
    let groups = groups
        .into_iter()
        .map(|(module, rows)| {
            view! {
                <details class="more"><summary data-content="">{module}" "({rows.len()})</summary><ul class="plain">{rows}</ul></details>
            }
        })
        .collect_view();
    view! {
        <fieldset data-content="">
            <legend>{t!("activity-questions")}</legend>
            {error.map(|text| view! { <p class="field-error">{text}</p> })}
            {groups}
        </fieldset>
    }
}
