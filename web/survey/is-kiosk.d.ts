/** Whether this is the script for a counter, where the next person is another one; the build says so. */
declare const IS_KIOSK: boolean
