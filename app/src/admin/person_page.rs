//! `/admin/people/{id}`: one person, with everything that makes them count, and what can be done about it.

use backend::{
    access, organisation,
    people::{self, Profile},
};
use domain::{certificate::State, ids::PersonId, policy::action};
use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    forms,
    person_records::{certificates, record},
    register_fns::{AddMembership, EnterRecord, ErasePerson, MergePersons, RenamePerson, UndoMerge},
};
use crate::{
    href,
    i18n::{date, short_date, t},
    server::id,
    ui::{Choice, Crumbs, Field, Form, Hidden, Page, Select, Submit, Tag, page, param},
};

/// A person.
#[component]
pub fn PersonPage() -> impl IntoView {
    let key = param("id");
    page(move |req| async move {
        let granted = access::network::<action::ManagePeople>(&req.ctx)?;
        let profile = people::profile(&req.ctx, &granted, id::<PersonId>(&key)?).await?;
        let organisations = organisation::choices(&req.ctx).await?;
        let form = |name: &str| Form::of(&req.flash, name);
        let who = profile.person;
        let name = profile.name.clone();
        let records = profile
            .records
            .iter()
            .map(|r| {
                let has_one = profile.certificates.iter().any(|c| c.record == r.id && matches!(c.state, State::Valid | State::Expired));
                record(r, who, has_one, &form(&format!("correct-{}", r.id)))
            })
            .collect_view();
        let none = profile.records.is_empty();
        let erased = profile.erased;
        let actions = (!erased).then(|| actions(&profile, &organisations, &req.flash));
        let body = view! {
            <Crumbs trail=vec![(href::ADMIN_PEOPLE.to_owned(), t!("people-title"))]/>
            <h1><bdi>{name.clone()}</bdi>{profile.alias.then(|| view! { " "<Tag text=t!("person-alias")/> })}</h1>
            {erased.then(|| view! { <p class="lead">{t!("person-erased")}</p> })}
            {about(&profile)}
            <section class="card">
                <h2>{t!("person-records")}</h2>
                {form("correct").summary()}
                {if none {
                    view! { <p>{t!("person-records-none")}</p> }.into_any()
                } else {
                    view! { <ul class="plain stack">{records}</ul> }.into_any()
                }}
            </section>
            {certificates(&profile, &form("revoke"))}
            {merges(&profile)}
            {actions}
        };
        Ok(Page::wide(name, body))
    })
}

fn about(profile: &Profile) -> impl IntoView + use<> {
    let memberships = profile
        .memberships
        .iter()
        .map(|m| {
            let until = m.until.map_or_else(|| t!("membership-now"), short_date);
            view! {
                <li>
                    <a href=href::organisation(m.organisation)><bdi>{m.name.clone()}</bdi></a>
                    " "<span class="muted">{short_date(m.from)}" – "{until}</span>
                    {m.focal_point.then(|| view! { " "<Tag text=t!("role-focal-point")/> })}
                </li>
            }
        })
        .collect_view();
    let contacts: Vec<String> = profile.accounts.iter().cloned().chain(profile.contacts.iter().map(|(_, v)| v.clone())).collect();
    let workshops = profile
        .workshops
        .iter()
        .map(|(id, title, status)| {
            let status = match status.as_str() {
                "registered" => t!("place-registered"),
                "waiting" => t!("place-waiting"),
                "invited" => t!("place-invited"),
                _ => t!("place-withdrawn"),
            };
            view! { <li><a href=href::workshop(*id)><bdi>{title.clone()}</bdi></a>" · "{status}</li> }
        })
        .collect_view();
    let roles: Vec<String> =
        profile.roles.iter().map(|r| if r == "administrator" { t!("role-administrator") } else { t!("role-trainer") }).collect();
    let others = profile.other_names.join(", ");
    let (no_memberships, no_workshops, no_contacts) = (profile.memberships.is_empty(), profile.workshops.is_empty(), contacts.is_empty());
    let has_account = !profile.accounts.is_empty();
    view! {
        <section class="card">
            <h2>{t!("person-about")}</h2>
            <dl>
                {(!others.is_empty()).then(|| view! { <dt>{t!("person-other-names")}</dt><dd><bdi>{others}</bdi></dd> })}
                <dt>{t!("person-contacts")}</dt>
                <dd>{if no_contacts { t!("person-none") } else { String::new() }}<bdi>{contacts.join(", ")}</bdi></dd>
                <dt>{t!("person-account")}</dt>
                <dd>{if has_account { t!("person-has-account") } else { t!("person-no-account") }}</dd>
                {(!roles.is_empty()).then(|| view! { <dt>{t!("person-roles")}</dt><dd>{roles.join(", ")}</dd> })}
                <dt>{t!("person-memberships")}</dt>
                <dd>
                    {if no_memberships { t!("person-none").into_any() } else { view! { <ul class="plain">{memberships}</ul> }.into_any() }}
                </dd>
                <dt>{t!("person-workshops")}</dt>
                <dd>{if no_workshops { t!("person-none").into_any() } else { view! { <ul class="plain">{workshops}</ul> }.into_any() }}</dd>
            </dl>
        </section>
    }
}

fn merges(profile: &Profile) -> Option<AnyView> {
    if profile.merges.is_empty() {
        return None;
    }
    let who = profile.person.to_string();
    let rows = profile
        .merges
        .iter()
        .map(|m| {
            let at_the_desk = m.reason == people::WALK_IN;
            let reason = if at_the_desk { t!("merge-walk-in-reason") } else { m.reason.clone() };
            let undo = if m.undone_at.is_some() {
                view! { <Tag text=t!("merge-undone")/> }.into_any()
            } else if at_the_desk {
                ().into_any()
            } else {
                view! {
                    <form method="post" action=UndoMerge::url()>
                        <Hidden name="person" value=who.clone()/>
                        <Hidden name="merge" value=m.id.to_string()/>
                        <button type="submit" class="link">{t!("merge-undo")}</button>
                    </form>
                }
                .into_any()
            };
            view! {
                <li class="row">
                    <span>{t!("merge-line", merged = m.merged.clone(), kept = m.kept.clone(), date = date(m.at.date_naive()))}</span>
                    " "<bdi>{reason}</bdi>
                    {undo}
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <section class="card"><h2>{t!("merges-title")}</h2><p>{t!("merges-text")}</p><ul class="plain stack">{rows}</ul></section>
        }
        .into_any(),
    )
}

fn actions(profile: &Profile, organisations: &[(domain::ids::OrganisationId, String)], flash: &crate::server::Flash) -> AnyView {
    let who = profile.person.to_string();
    let rename = Form::of(flash, "rename").asks::<forms::RenamePerson>().default_value("name", profile.name.clone());
    let (enter, member, merge, erase) = (
        Form::of(flash, "enter_record").asks::<forms::EnterRecord>(),
        Form::of(flash, "membership").asks::<forms::AddMembership>(),
        Form::of(flash, "merge").asks::<forms::MergePersons>(),
        Form::of(flash, "erase").asks::<forms::ErasePerson>(),
    );
    let open = |form: &Form| form.has_trouble();
    let choices = std::iter::once(Choice::new("", t!("choose")))
        .chain(organisations.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())))
        .collect();
    view! {
        <section class="card">
            <h2>{t!("person-actions")}</h2>
            <details open=open(&rename)>
                <summary>{t!("person-rename")}</summary>
                <form method="post" action=RenamePerson::url()>
                    {rename.summary()}
                    <Hidden name="person" value=who.clone()/>
                    <Field form=rename.clone() name="name" label=t!("name") hint=t!("person-rename-hint")/>
                    <label class="check">
                        <input type="checkbox" name="alias" value="yes" checked=profile.alias/>
                        <span>{t!("person-is-alias")}</span>
                    </label>
                    <Submit label=t!("me-name-button")/>
                </form>
            </details>
            <details open=open(&enter)>
                <summary>{t!("record-enter")}</summary>
                <form method="post" action=EnterRecord::url()>
                    <p>{t!("record-enter-text")}</p>
                    {enter.summary()}
                    <Hidden name="person" value=who.clone()/>
                    <Field form=enter.clone() name="on" label=t!("record-on") kind="date"/>
                    <Field form=enter.clone() name="source" label=t!("record-source") hint=t!("record-source-hint")/>
                    <Submit label=t!("record-enter-button")/>
                </form>
            </details>
            <details open=open(&member)>
                <summary>{t!("membership-add")}</summary>
                <form method="post" action=AddMembership::url()>
                    {member.summary()}
                    <Hidden name="person" value=who.clone()/>
                    <Select form=member.clone() name="organisation" label=t!("organisation") choices=choices/>
                    <Field form=member.clone() name="from" label=t!("membership-from") kind="date"/>
                    <Submit label=t!("membership-add")/>
                </form>
            </details>
            <details open=open(&merge)>
                <summary>{t!("one-person-title")}</summary>
                <form method="post" action=MergePersons::url()>
                    <p>{t!("one-person-text")}</p>
                    {merge.summary()}
                    <Hidden name="person" value=who.clone()/>
                    <Hidden name="merged" value=who.clone()/>
                    <Field form=merge.clone() name="kept" label=t!("merge-kept") hint=t!("merge-kept-hint")/>
                    <Field form=merge.clone() name="reason" label=t!("record-reason")/>
                    <Submit label=t!("one-person-button")/>
                </form>
            </details>
            <details open=open(&erase)>
                <summary>{t!("erase-title")}</summary>
                <form method="post" action=ErasePerson::url()>
                    <p>{t!("erase-other-text")}</p>
                    {erase.summary()}
                    <Hidden name="person" value=who/>
                    <Field form=erase.clone() name="sure" label=t!("erase-sure") hint=t!("erase-sure-hint")/>
                    <Submit label=t!("erase-button") class="button danger"/>
                </form>
            </details>
        </section>
    }
    .into_any()
}
