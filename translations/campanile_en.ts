<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>ColumnNamesText</name>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <translation>
            <numerusform>%1 and %Ln more</numerusform>
            <numerusform>%1 and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EncodingDoubtText</name>
    <message numerus="yes">
        <source>%Ln character(s) of the first rows cannot be read in this encoding and show as %1.</source>
        <translation>
            <numerusform>%Ln character of the first rows cannot be read in this encoding and shows as %1.</numerusform>
            <numerusform>%Ln characters of the first rows cannot be read in this encoding and show as %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KnownPeopleText</name>
    <message numerus="yes">
        <source>Import %Ln new person(s)</source>
        <translation>
            <numerusform>Import %Ln new person</numerusform>
            <numerusform>Import %Ln new people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It went into “%1”: its %Ln person(s) would be called twice.</source>
        <translation>
            <numerusform>It went into “%1”: its %Ln person would be called twice.</numerusform>
            <numerusform>It went into “%1”: its %Ln people would be called twice.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” has exactly the same people: its %Ln person(s) would be called twice.</source>
        <translation>
            <numerusform>“%1” has exactly the same people: its %Ln person would be called twice.</numerusform>
            <numerusform>“%1” has exactly the same people: its %Ln people would be called twice.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It went into this campaign: %Ln person(s) of it are on the list already. Nobody is added or called a second time.</source>
        <translation>
            <numerusform>It went into this campaign: %Ln person of it is on the list already. Nobody is added or called a second time.</numerusform>
            <numerusform>It went into this campaign: %Ln people of it are on the list already. Nobody is added or called a second time.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::CallsPage</name>
    <message numerus="yes">
        <source>%Ln match(es)</source>
        <translation>
            <numerusform>%Ln match</numerusform>
            <numerusform>%Ln matches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::CampaignActions</name>
    <message numerus="yes">
        <source>%Ln target(s) will be called.</source>
        <translation>
            <numerusform>%Ln target will be called.</numerusform>
            <numerusform>%Ln targets will be called.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>up to %Ln per target</source>
        <translation>
            <numerusform>%Ln per target</numerusform>
            <numerusform>up to %Ln per target</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) in progress will finish.</source>
        <translation>
            <numerusform>%Ln call in progress will finish.</numerusform>
            <numerusform>%Ln calls in progress will finish.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel campaign and skip %Ln target(s)</source>
        <translation>
            <numerusform>Cancel campaign and skip %Ln target</numerusform>
            <numerusform>Cancel campaign and skip %Ln targets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete draft and %Ln target(s)</source>
        <translation>
            <numerusform>Delete draft and %Ln target</numerusform>
            <numerusform>Delete draft and %Ln targets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“%1” was deleted with %Ln target(s).</source>
        <translation>
            <numerusform>“%1” was deleted with %Ln target.</numerusform>
            <numerusform>“%1” was deleted with %Ln targets.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::CampaignDetail</name>
    <message numerus="yes">
        <source>%Ln target(s) of it are still here, and none of them is called.</source>
        <translation>
            <numerusform>%Ln target of it is still here, and is not called.</numerusform>
            <numerusform>%Ln targets of it are still here, and none of them is called.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::CampaignHeader</name>
    <message numerus="yes">
        <source>%Ln call(s) now</source>
        <translation>
            <numerusform>%Ln call now</numerusform>
            <numerusform>%Ln calls now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s) of the list so far</source>
        <translation>
            <numerusform>%Ln target of the list so far</numerusform>
            <numerusform>%Ln targets of the list so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s) of a list that was not imported</source>
        <translation>
            <numerusform>%Ln target of a list that was not imported</numerusform>
            <numerusform>%Ln targets of a list that was not imported</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::CampaignNews</name>
    <message numerus="yes">
        <source>%Ln campaign(s) are completed or have paused themselves.</source>
        <translation>
            <numerusform>%Ln campaign is completed or has paused itself.</numerusform>
            <numerusform>%Ln campaigns are completed or have paused themselves.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::CampaignsPage</name>
    <message numerus="yes">
        <source>%Ln campaign(s)</source>
        <translation>
            <numerusform>%Ln campaign</numerusform>
            <numerusform>%Ln campaigns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::ColumnAnswers</name>
    <message numerus="yes">
        <source>Pass over the %Ln row(s) above the header</source>
        <translation>
            <numerusform>Pass over the row above the header</numerusform>
            <numerusform>Pass over the %Ln rows above the header</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::EngineBar</name>
    <message numerus="yes">
        <source>%Ln call(s) waiting</source>
        <translation>
            <numerusform>%Ln call waiting</numerusform>
            <numerusform>%Ln calls waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::ExportDialog</name>
    <message numerus="yes">
        <source>Export %Ln target(s)</source>
        <translation>
            <numerusform>Export %Ln target</numerusform>
            <numerusform>Export %Ln targets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::ImportProgressView</name>
    <message numerus="yes">
        <source>%Ln target(s) that went in are being taken out again.</source>
        <translation>
            <numerusform>%Ln target that went in is being taken out again.</numerusform>
            <numerusform>%Ln targets that went in are being taken out again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::ImportSummaryView</name>
    <message numerus="yes">
        <source>%Ln person(s) called before left out</source>
        <translation>
            <numerusform>%Ln person called before left out</numerusform>
            <numerusform>%Ln people called before left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) written to %1.</source>
        <translation>
            <numerusform>%Ln row written to %1.</numerusform>
            <numerusform>%Ln rows written to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::LeftOutText</name>
    <message numerus="yes">
        <source>%Ln on the line</source>
        <translation>
            <numerusform>%Ln on the line</numerusform>
            <numerusform>%Ln on the line</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln called already</source>
        <translation>
            <numerusform>%Ln called already</numerusform>
            <numerusform>%Ln called already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped before</source>
        <translation>
            <numerusform>%Ln skipped before</numerusform>
            <numerusform>%Ln skipped before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln still being imported</source>
        <translation>
            <numerusform>%Ln still being imported</numerusform>
            <numerusform>%Ln still being imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln no longer on the list</source>
        <translation>
            <numerusform>%Ln no longer on the list</numerusform>
            <numerusform>%Ln no longer on the list</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not looked at</source>
        <translation>
            <numerusform>%Ln not looked at</numerusform>
            <numerusform>%Ln not looked at</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::LivePage</name>
    <message numerus="yes">
        <source>%Ln call(s) in progress</source>
        <translation>
            <numerusform>%Ln call in progress</numerusform>
            <numerusform>%Ln calls in progress</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::MainWindow</name>
    <message numerus="yes">
        <source>Quit while %Ln call(s) are in progress?</source>
        <translation>
            <numerusform>Quit while %Ln call is in progress?</numerusform>
            <numerusform>Quit while %Ln calls are in progress?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln call(s) were cut off when Campanile last ended. The carrier is asked what became of them.</source>
        <translation>
            <numerusform>%Ln call was cut off when Campanile last ended. The carrier is asked what became of it.</numerusform>
            <numerusform>%Ln calls were cut off when Campanile last ended. The carrier is asked what became of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Quit while %Ln campaign(s) are active?</source>
        <translation>
            <numerusform>Quit while %Ln campaign is active?</numerusform>
            <numerusform>Quit while %Ln campaigns are active?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::MappingView</name>
    <message numerus="yes">
        <source>about %Ln row(s)</source>
        <translation>
            <numerusform>about %Ln row</numerusform>
            <numerusform>about %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln row(s)</source>
        <translation>
            <numerusform>Import %Ln row</numerusform>
            <numerusform>Import %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) above it are passed over</source>
        <translation>
            <numerusform>%Ln row above it is passed over</numerusform>
            <numerusform>%Ln rows above it are passed over</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import about %Ln row(s)</source>
        <translation>
            <numerusform>Import about %Ln row</numerusform>
            <numerusform>Import about %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s) of it are in the campaign all the same. They are not called, and are removed as soon as that is possible.</source>
        <translation>
            <numerusform>%Ln target of it is in the campaign all the same. It is not called, and is removed as soon as that is possible.</numerusform>
            <numerusform>%Ln targets of it are in the campaign all the same. They are not called, and are removed as soon as that is possible.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::NumberChoices</name>
    <message numerus="yes">
        <source>%Ln of the rows shown would be rejected: %1 may be %2 or, with its calling code, %3.</source>
        <translation>
            <numerusform>%Ln of the rows shown would be rejected: %1 may be %2 or, with its calling code, %3.</numerusform>
            <numerusform>%Ln of the rows shown would be rejected: %1 may be %2 or, with its calling code, %3.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::Reasons</name>
    <message numerus="yes">
        <source>The last %Ln call(s) failed one after the other. Check trunk, caller ID and list, then resume.</source>
        <translation>
            <numerusform>The last call failed. Check trunk, caller ID and list, then resume.</numerusform>
            <numerusform>The last %Ln calls failed one after the other. Check trunk, caller ID and list, then resume.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Its turn comes at the campaign&apos;s pace of %Ln call(s) per minute.</source>
        <translation>
            <numerusform>Its turn comes at the campaign&apos;s pace of %Ln call per minute.</numerusform>
            <numerusform>Its turn comes at the campaign&apos;s pace of %Ln calls per minute.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::TargetActions</name>
    <message numerus="yes">
        <source>Skip %Ln target(s)?</source>
        <translation>
            <numerusform>Skip %Ln target?</numerusform>
            <numerusform>Skip %Ln targets?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Skip %Ln target(s)</source>
        <translation>
            <numerusform>Skip %Ln target</numerusform>
            <numerusform>Skip %Ln targets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s) skipped.</source>
        <translation>
            <numerusform>%Ln target skipped.</numerusform>
            <numerusform>%Ln targets skipped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln target(s) written to %1.</source>
        <translation>
            <numerusform>%Ln target written to %1.</numerusform>
            <numerusform>%Ln targets written to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>campanile::TargetsPanel</name>
    <message numerus="yes">
        <source>%Ln match(es)</source>
        <translation>
            <numerusform>%Ln match</numerusform>
            <numerusform>%Ln matches</numerusform>
        </translation>
    </message>
</context>
</TS>
