//! `/admin/import`: a file, what it would change row by row, and bringing it in.

use backend::{
    access,
    import::{self, Addition, Change, Kind, Outcome, Plan},
};
use domain::{ids::ImportFileId, policy::action};
use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    Tabs,
    register_fns::{BringIn, DiscardImport},
    uploads::UploadImport,
};
use crate::{
    href,
    i18n::{short_date, t},
    review::words::step_name,
    server::{self, id},
    ui::{Choice, Column, Crumbs, Form, Hidden, Page, Pager, Part, Select, Submit, Table, Uploader, page},
};

/// What the file of the schedule holds.
const SCHEDULE_COLUMNS: &str = "cycle,session,session_start,session_end,state,iso3166_alpha3,stakeholder_deadline,\
    adoption_hrc_session,source,confidence";

/// Rows of a page; the numbers above tell of all.
const SHOWN: usize = 200;

/// Bringing in a file.
#[component]
pub fn ImportPage() -> impl IntoView {
    page(|req| async move {
        let granted = access::network::<action::ManagePeople>(&req.ctx)?;
        let looked_at = match server::query_part("file") {
            None => None,
            Some(file) => {
                let file = id::<ImportFileId>(&file)?;
                let (kind, plan) = import::preview(&req.ctx, &granted, file).await?;
                Some(planned(file, kind, &plan))
            }
        };
        let form = Form::of(&req.flash, "import").default_value("kind", server::query_part("kind").unwrap_or_else(|| "people".to_owned()));
        let kinds = Kind::ALL.map(|k| Choice::new(k.name(), kind_name(k))).to_vec();
        let empty = looked_at.is_none();
        let body = view! {
            <Crumbs trail=vec![(href::ADMIN_PEOPLE.to_owned(), t!("people-title"))]/>
            <h1>{t!("import-title")}</h1>
            <Tabs here=href::ADMIN_PEOPLE/>
            {looked_at}
            {empty.then(|| view! {
                <p class="lead">{t!("import-lead")}</p>
                <section class="card">
                    <h2>{t!("import-file-title")}</h2>
                    <Uploader
                        form=form.clone()
                        action=UploadImport::url()
                        label=t!("import-file")
                        hint=t!("import-file-hint")
                        accept=".csv,text/csv"
                        button=t!("import-look")
                    >
                        <Select form=form name="kind" label=t!("import-kind") choices=kinds/>
                    </Uploader>
                </section>
                <section class="card">
                    <h2>{t!("import-columns-title")}</h2>
                    <dl>
                        <dt>{t!("import-people")}</dt>
                        <dd>
                            <code data-content="">"name,organisation,member_since,trained_on,email,phone"</code>
                            <br/>
                            {t!("import-people-columns")}
                        </dd>
                        <dt>{t!("import-organisations")}</dt>
                        <dd><code data-content="">"name,country"</code><br/>{t!("import-organisations-columns")}</dd>
                        <dt>{t!("import-history")}</dt>
                        <dd><code data-content="">"measure,count,from,until,source"</code><br/>{t!("import-history-columns")}</dd>
                        <dt>{t!("import-schedule")}</dt>
                        <dd><code data-content="">{SCHEDULE_COLUMNS}</code><br/>{t!("import-schedule-columns")}</dd>
                    </dl>
                    <p>{t!("import-dates")}</p>
                </section>
            })}
        };
        Ok(Page::wide(t!("import-title"), body))
    })
}

fn kind_name(kind: Kind) -> String {
    match kind {
        Kind::Organisations => t!("import-organisations"),
        Kind::People => t!("import-people"),
        Kind::History => t!("import-history"),
        Kind::Schedule => t!("import-schedule"),
    }
}

fn planned(file: ImportFileId, kind: Kind, plan: &Plan) -> AnyView {
    let counts = plan.counts();
    let adds = |name: &str| counts.adds.get(name).copied().unwrap_or(0);
    let line = |label: String, n: usize| view! { <tr><th scope="row">{label}</th><td class="number">{n.to_string()}</td></tr> };
    let people = kind == Kind::People;
    let totals = view! {
        {line(t!("import-rows"), counts.rows)}
        {line(t!("import-new"), counts.new)}
        {line(t!("import-known"), counts.known)}
        {line(t!("import-same"), counts.same)}
        {people.then(|| line(t!("import-memberships"), adds("memberships")))}
        {people.then(|| line(t!("import-records"), adds("records")))}
        {people.then(|| line(t!("import-contacts"), adds("contacts")))}
        {(kind == Kind::Schedule).then(|| line(t!("import-dates-moved"), adds("dates")))}
        {line(t!("import-unchanged"), counts.unchanged)}
    };
    let part = Part::asked(plan.changes.len(), SHOWN);
    let rows = part.of(&plan.changes).iter().map(row).collect_view();
    view! {
        <section class="card">
            <h2>{t!("import-would", kind = kind_name(kind))}</h2>
            <p>{t!("import-nothing-yet")}</p>
            <Table label=t!("import-would", kind = kind_name(kind))>{totals}</Table>
            <div class="row">
                <form method="post" action=BringIn::url()>
                    <Hidden name="file" value=file.to_string()/>
                    <Submit label=t!("import-bring-in")/>
                </form>
                <form method="post" action=DiscardImport::url()>
                    <Hidden name="file" value=file.to_string()/>
                    <Submit label=t!("import-discard") class="button quiet"/>
                </form>
            </div>
        </section>
        <section class="card">
            <h2>{t!("import-by-row")}</h2>
            <Table
                label=t!("import-by-row")
                head=vec![
                    Column::number(t!("import-line")),
                    Column::text(t!("name")),
                    Column::text(t!("import-what")),
                    Column::text(t!("import-adds")),
                ]
            >
                {rows}
            </Table>
            <Pager address=format!("{}?file={file}", href::ADMIN_IMPORT) part=part/>
        </section>
    }
    .into_any()
}

fn row(change: &Change) -> impl IntoView + use<> {
    let what = match change.outcome {
        Outcome::New => t!("import-is-new"),
        Outcome::KnownByName => t!("import-known-by-name"),
        Outcome::KnownByEmail => t!("import-known-by-email"),
        Outcome::KnownByPhone => t!("import-known-by-phone"),
        Outcome::SameAsRow(line) => t!("import-same-as", line = line.to_string()),
    };
    let adds: Vec<String> = change
        .adds
        .iter()
        .map(|a| match a {
            Addition::Membership(name, since) => t!("import-adds-membership", name = name.clone(), date = short_date(*since)),
            Addition::Contact(value) => t!("import-adds-contact", value = value.clone()),
            Addition::Record(on) => t!("import-adds-record", date = short_date(*on)),
            Addition::Count(n) => t!("import-adds-count", n = n.to_string()),
            Addition::Date(step, Some(old), new) => {
                t!("import-adds-moved", step = step_name(*step), old = short_date(*old), new = short_date(*new))
            }
            Addition::Date(step, None, new) => t!("import-adds-date", step = step_name(*step), new = short_date(*new)),
            Addition::Session(old, new) => t!("import-adds-session", old = old.to_string(), new = new.to_string()),
            Addition::Renamed(old, new) => t!("import-adds-name", old = old.clone(), new = new.clone()),
        })
        .collect();
    view! {
        <tr>
            <td class="number">{change.line.to_string()}</td>
            <th scope="row"><bdi>{change.subject.clone()}</bdi></th>
            <td>{what}</td>
            <td>{adds.join(" · ")}</td>
        </tr>
    }
}
