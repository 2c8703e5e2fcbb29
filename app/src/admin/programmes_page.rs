//! `/admin/programmes`: the training rule with its versions, trying another, the texts of certificates.

use std::collections::BTreeSet;

use backend::{
    access, certificate,
    training::{self, Preview, ProgrammeView, RuleForm},
};
use domain::policy::action;
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::{
    Tabs,
    register_fns::{SaveProgramme, SaveRule, SaveTemplate, rule_form},
};
use crate::{
    error::AppError,
    href,
    i18n::{date, language_name, percent, t},
    server,
    ui::{Column, Empty, Field, Form, Hidden, Page, Submit, Table, Tag, TextArea, page},
};

/// People whom the preview of a rule names; how many more there are is said.
const NAMED: usize = 50;

/// Programmes and their rules.
#[component]
pub fn ProgrammesPage() -> impl IntoView {
    page(|req| async move {
        let granted = access::network::<action::ManageProgrammes>(&req.ctx)?;
        let programmes = training::programmes(&req.ctx, &granted).await?;
        let flash = req.flash.clone();
        let mut cards = Vec::new();
        let language =
            server::query_part("language").filter(|l| certificate::languages().contains(&l.as_str())).unwrap_or_else(|| "en".to_owned());
        for programme in &programmes {
            let tried = match server::query_part("try") {
                Some(id) if id == programme.id.to_string() => {
                    let form = tried_form();
                    let result = training::preview_rule(&req.ctx, &granted, programme.id, &form).await.map_err(AppError::from);
                    Some((form, result))
                }
                _ => None,
            };
            let template = certificate::template_of(&req.ctx, &granted, programme.id, &language).await?;
            let filled = Form::of(&flash, "template")
                .asks::<forms::SaveTemplate>()
                .default_value("title", template.title)
                .default_value("statement", template.statement)
                .default_value("signatory", template.signatory);
            cards.push(card(programme, tried, Form::of(&flash, "rule").asks::<forms::SaveRule>()));
            cards.push(certificates(programme, &language, filled, Form::of(&flash, "programme").asks::<forms::SaveProgramme>()));
        }
        let none = programmes.is_empty();
        let body = view! {
            <h1>{t!("programmes-title")}</h1>
            <Tabs here=href::ADMIN_PROGRAMMES/>
            {if none { view! { <Empty text=t!("programmes-none")>""</Empty> }.into_any() } else { cards.collect_view().into_any() }}
        };
        Ok(Page::wide(t!("programmes-title"), body))
    })
}

/// The rule that the address asks to try.
fn tried_form() -> RuleForm {
    let parts = server::query_parts();
    let get = |name: &str| parts.get(name).cloned().unwrap_or_default();
    let modules = parts.keys().filter_map(|name| name.strip_prefix("module-").map(str::to_owned)).collect::<Vec<_>>();
    rule_form(get, modules.into_iter())
}

fn card(programme: &ProgrammeView, tried: Option<(RuleForm, Result<Preview, AppError>)>, refused: Form) -> AnyView {
    let Some(rule) = programme.rule().cloned() else { return ().into_any() };
    let now: BTreeSet<String> = rule.required_modules.iter().map(ToString::to_string).collect();
    let chosen: BTreeSet<String> = tried.as_ref().map_or(now, |(form, _)| form.modules.iter().cloned().collect());
    let value = |asked: Option<&String>, else_: u32| asked.filter(|v| !v.is_empty()).cloned().unwrap_or_else(|| else_.to_string());
    let asked = tried.as_ref().map(|(form, _)| form);
    let mut form = match tried.as_ref().and_then(|(_, result)| result.as_ref().err()) {
        Some(AppError::Invalid(errors)) => Form::with_errors("try", errors.clone()),
        Some(AppError::Problem(problem)) => Form::with_problem("try", *problem),
        _ => Form::named("try"),
    };
    form = form
        .default_value("workshop_percent", value(asked.map(|f| &f.workshop_percent), rule.workshop_percent))
        .default_value("late_limit_minutes", value(asked.map(|f| &f.late_limit_minutes), rule.late_limit_minutes));
    let modules = programme
        .modules
        .iter()
        .map(|m| {
            let name = format!("module-{}", m.id);
            view! {
                <label class="check">
                    <input type="checkbox" name=name value="yes" checked=chosen.contains(&m.id.to_string())/>
                    <span data-content="">{m.title.clone()}</span>
                    {(!m.can_be_met).then(|| view! { " "<Tag text=t!("rule-module-not-met") kind="warn"/> })}
                </label>
            }
        })
        .collect_view();
    let versions = programme
        .versions
        .iter()
        .map(|v| {
            let by = v.by.clone().unwrap_or_else(|| t!("rule-from-curriculum"));
            view! {
                <tr>
                    <th scope="row">{v.rule.version.to_string()}</th>
                    <td>{t!(
                        "rule-line",
                        percent = percent(v.rule.workshop_percent),
                        late = v.rule.late_limit_minutes.to_string(),
                        modules = v.rule.required_modules.len()
                    )}</td>
                    <td>{date(v.since.date_naive())}</td>
                    <td><bdi>{by}</bdi></td>
                    <td><bdi>{v.reason.clone()}</bdi></td>
                    <td class="number">{v.records.to_string()}</td>
                </tr>
            }
        })
        .collect_view();
    let outcome = tried.as_ref().and_then(|(asked, result)| Some(preview(programme, asked, result.as_ref().ok()?, &refused)));
    view! {
        <section class="card">
            <h2 data-content="">{programme.title.clone()}</h2>
            <p>{t!(
                "rule-now",
                version = rule.version.to_string(),
                percent = percent(rule.workshop_percent),
                late = rule.late_limit_minutes.to_string(),
                modules = rule.required_modules.len()
            )}</p>
            {refused.summary()}
            <form method="get" action=href::ADMIN_PROGRAMMES>
                <h3>{t!("rule-try")}</h3>
                <p>{t!("rule-try-text")}</p>
                {form.summary()}
                <input type="hidden" name="try" value=programme.id.to_string()/>
                <input type="hidden" name="base" value=rule.version.to_string()/>
                <div class="fields">
                    <Field
                        form=form.clone()
                        name="workshop_percent"
                        label=t!("rule-percent")
                        hint=t!("rule-percent-hint")
                        inputmode="numeric"
                    />
                    <Field form=form.clone() name="late_limit_minutes" label=t!("rule-late") hint=t!("rule-late-hint") inputmode="numeric"/>
                </div>
                <fieldset class="field">
                    <legend>{t!("rule-modules")}</legend>
                    {modules}
                </fieldset>
                <Submit label=t!("rule-try-button") class="button quiet"/>
            </form>
            {outcome}
            <h3>{t!("rule-versions")}</h3>
            <Table
                label=t!("rule-versions")
                head=vec![
                    Column::text(t!("rule-version")),
                    Column::text(t!("rule-what")),
                    Column::text(t!("rule-since")),
                    Column::text(t!("rule-by")),
                    Column::text(t!("record-reason")),
                    Column::number(t!("rule-records")),
                ]
            >
                {versions}
            </Table>
        </section>
    }
    .into_any()
}

fn preview(programme: &ProgrammeView, asked: &RuleForm, preview: &Preview, refused: &Form) -> AnyView {
    let names = |list: &[String]| {
        let named = list.iter().take(NAMED).map(|n| view! { <li><bdi>{n.clone()}</bdi></li> }).collect_view();
        let rest = list.len().saturating_sub(NAMED);
        view! { <ul>{named}{(rest > 0).then(|| view! { <li>{t!("rule-and-more", n = rest)}</li> })}</ul> }
    };
    let hidden = asked.modules.iter().map(|m| view! { <input type="hidden" name=format!("module-{m}") value="yes"/> }).collect_view();
    let (more, fewer) = (preview.more.len(), preview.fewer.len());
    view! {
        <div class="notice" role="status">
            <h3>{t!("rule-preview", more = more, fewer = fewer)}</h3>
            <p>{t!("rule-preview-text", now = preview.now)}</p>
            {(more > 0).then(|| view! { <details><summary>{t!("rule-more")}</summary>{names(&preview.more)}</details> })}
            {(fewer > 0).then(|| view! { <details><summary>{t!("rule-fewer")}</summary>{names(&preview.fewer)}</details> })}
            <form method="post" action=SaveRule::url()>
                <Hidden name="programme" value=programme.id.to_string()/>
                <Hidden name="base" value=asked.base.clone()/>
                <Hidden name="workshop_percent" value=asked.workshop_percent.clone()/>
                <Hidden name="late_limit_minutes" value=asked.late_limit_minutes.clone()/>
                {hidden}
                <p>{t!("rule-save-text")}</p>
                <Field form=refused.clone() name="reason" label=t!("record-reason") hint=t!("rule-reason-hint")/>
                <Submit label=t!("rule-save")/>
            </form>
        </div>
    }
    .into_any()
}

fn certificates(programme: &ProgrammeView, language: &str, template: Form, settings: Form) -> AnyView {
    let settings = settings
        .default_value("certificate_months", programme.certificate_months.map(|m| m.to_string()).unwrap_or_default())
        .default_value("network_name", programme.network_name.clone());
    let languages = certificate::languages()
        .into_iter()
        .map(|l| {
            let here = (l == language).then_some("page");
            view! { <li><a href=format!("{}?language={l}#template", href::ADMIN_PROGRAMMES) aria-current=here>{language_name(l)}</a></li> }
        })
        .collect_view();
    view! {
        <section class="card" id="template">
            <h2>{t!("template-title")}</h2>
            <form method="post" action=SaveProgramme::url()>
                {settings.summary()}
                <Hidden name="programme" value=programme.id.to_string()/>
                <div class="fields">
                    <Field form=settings.clone() name="network_name" label=t!("template-network") hint=t!("template-network-hint")/>
                    <Field
                        form=settings
                        name="certificate_months"
                        label=t!("template-months")
                        hint=t!("template-months-hint")
                        inputmode="numeric"
                    />
                </div>
                <Submit label=t!("template-save-programme") class="button quiet"/>
            </form>
            <nav class="tabs" aria-label=t!("template-languages")><ul>{languages}</ul></nav>
            <form method="post" action=SaveTemplate::url()>
                {template.summary()}
                <Hidden name="programme" value=programme.id.to_string()/>
                <Hidden name="language" value=language/>
                <Field form=template.clone() name="title" label=t!("template-heading")/>
                <TextArea form=template.clone() name="statement" label=t!("template-statement") hint=t!("template-statement-hint")/>
                <Field form=template name="signatory" label=t!("template-signatory") hint=t!("template-signatory-hint")/>
                <p class="muted">{t!("template-keeps")}</p>
                <Submit label=t!("template-save") class="button quiet"/>
            </form>
        </section>
    }
    .into_any()
}
